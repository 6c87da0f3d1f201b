// Sends files to the drop bucket with presigned URLs: small files with one PUT, large ones in
// parts, four at a time. Finished parts are remembered, so that a stopped upload resumes where it was,
// also after a reload of the page.
import { api, ApiProblem } from "./api.js";
import { forgetUpload, rememberedUpload, rememberUpload } from "./remembered-uploads.js";
import { SignInFault } from "./sign-in.js";

const PARALLEL = 4;
const ADDRESSES_AT_ONCE = 16;
const TRIES = 6;
const SPARE_MILLIS = 60_000;
const FIRST_PAUSE_MILLIS = 1000;

export class Stopped extends Error {}

function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new Stopped());
    }, { once: true });
  });
}

// Reports that the bucket did not take a file or a part; status 0: it did not answer.
export class PutRefused extends Error {
  constructor(status) {
    super(`PUT ${status}`);
    this.status = status;
  }
}

// Uses XMLHttpRequest because fetch does not report progress. A slice without a type sends no
// Content-Type, and S3 needs none.
function put(url, body, onProgress, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Stopped());
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("PUT", url);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      request.status === 200 ? resolve(request.getResponseHeader("ETag")) : reject(new PutRefused(request.status));
    request.onerror = () => reject(new PutRefused(0));
    request.onabort = () => reject(new Stopped());
    request.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    request.send(body);
  });
}

// Returns whether the cause may pass by itself.
export function worthAnotherTry(failure) {
  // The upload's row resumes it when the network is back.
  if (failure instanceof Stopped || failure instanceof SignInFault || !navigator.onLine) return false;
  if (failure instanceof ApiProblem) return failure.status >= 500 || failure.status === 429;
  return true;
}

// `waits` gets the number of the next try and the cause before each pause.
async function repeatedly(signal, work, waits) {
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) throw new Stopped();
    try {
      return await work();
    } catch (e) {
      if (signal.aborted) throw new Stopped();
      if (attempt === TRIES || !worthAnotherTry(e)) throw e;
      waits?.(attempt + 1, e);
    }
    await pause(FIRST_PAUSE_MILLIS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2), signal);
  }
}

// The upload of one file. `name` is its key under the connection's prefix.
export class FileUpload {
  #path;
  #name;
  #file;
  #begun;
  #etags = new Map();
  #flying = new Map();
  #addresses = new Map();
  #asking;
  #connectionId;
  done = false;

  constructor(connectionId, name, file) {
    this.#connectionId = connectionId;
    this.#path = `/connections/${connectionId}/uploads`;
    this.#name = name;
    this.#file = file;
    const known = rememberedUpload(connectionId, name, file);
    if (known) {
      this.#begun = known.begun;
      this.#etags = new Map(known.etags);
    }
  }

  #remember() {
    if (!this.#begun?.uploadId) return;
    rememberUpload({
      connectionId: this.#connectionId,
      name: this.#name,
      sizeBytes: this.#file.size,
      modified: this.#file.lastModified,
      begun: this.#begun,
      etags: [...this.#etags],
    });
  }

  #forget() {
    if (this.#begun?.uploadId) forgetUpload(this.#begun.uploadId);
    this.#begun = undefined;
    this.#etags.clear();
    this.#addresses.clear();
  }

  get totalBytes() {
    return this.#file.size;
  }

  get sentBytes() {
    if (this.done) return this.#file.size;
    let sent = 0;
    for (const size of this.#flying.values()) sent += size;
    for (const number of this.#etags.keys()) sent += this.#size(number);
    return Math.min(sent, this.#file.size);
  }

  // Sends what has not arrived yet. Can be called again after it failed or was stopped.
  async run(onProgress, signal, waits) {
    if (this.done) return;
    const fresh = () => api("POST", this.#path, { name: this.#name, sizeBytes: this.#file.size }, signal);
    this.#begun ??= await repeatedly(signal, fresh, waits);
    try {
      if (this.#begun.method === "PUT") {
        await repeatedly(signal, async () => {
          if (stale(this.#begun)) this.#begun = await fresh();
          await this.#send(0, this.#begun.url, this.#file.slice(), onProgress, signal).catch((e) => {
            if (e.status === 403) this.#begun.expiresAt = 0;
            throw e;
          });
        }, waits);
      } else {
        this.#remember();
        await this.#sendParts(onProgress, signal, waits);
      }
    } catch (e) {
      // S3 or its lifecycle rule has removed the unfinished upload, so the next run starts over.
      if (e instanceof ApiProblem && e.status === 404) this.#forget();
      throw e;
    }
    if (this.#begun.uploadId) forgetUpload(this.#begun.uploadId);
    this.done = true;
    onProgress();
  }

  // Aborts the upload and removes its parts from S3.
  async abort() {
    if (this.#begun?.uploadId && !this.done) {
      await api("DELETE", `${this.#path}/${this.#begun.uploadId}`).catch(() => {});
    }
    this.#forget();
  }

  async #sendParts(onProgress, signal, waits) {
    for (let round = 1; ; round++) {
      const numbers = Array.from({ length: this.#begun.partCount }, (_, i) => i + 1).filter((n) => !this.#etags.has(n));
      // A part that fails finally stops the others: nothing is running when the user resumes.
      const ended = new AbortController();
      const both = AbortSignal.any([signal, ended.signal]);
      const worker = async () => {
        for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
          await this.#sendPart(number, numbers, onProgress, both, waits);
        }
      };
      const workers = Array.from({ length: PARALLEL }, () => worker());
      const failed = (await Promise.allSettled(workers.map((run) => run.catch((e) => { ended.abort(); throw e; }))))
        .filter(({ status }) => status === "rejected")
        .map(({ reason }) => reason);
      if (failed.length > 0) throw failed.find((e) => !(e instanceof Stopped)) ?? failed[0];
      const parts = [...this.#etags].sort(([a], [b]) => a - b).map(([partNumber, etag]) => ({ partNumber, etag }));
      try {
        await repeatedly(signal, () => api("POST", `${this.#path}/${this.#begun.uploadId}/complete`, { parts }, signal), waits);
        return;
      } catch (e) {
        if (!(e instanceof ApiProblem && e.status === 409) || round === 3) throw e;
        for (const number of e.message.match(/\[([0-9, ]+)\]/)?.[1].split(",") ?? []) this.#etags.delete(Number(number));
      }
    }
  }

  async #sendPart(number, waiting, onProgress, signal, waits) {
    await repeatedly(signal, async () => {
      const address = await this.#address(number, waiting, signal);
      const body = this.#file.slice(address.offset, address.offset + address.sizeBytes);
      try {
        this.#etags.set(number, await this.#send(number, address.url, body, onProgress, signal));
      } catch (e) {
        if (e.status === 403) this.#addresses.delete(number);
        throw e;
      }
    }, waits);
    this.#remember();
    onProgress();
  }

  async #send(number, url, body, onProgress, signal) {
    try {
      return await put(url, body, (loaded) => {
        this.#flying.set(number, loaded);
        onProgress();
      }, signal);
    } finally {
      this.#flying.delete(number);
    }
  }

  // Requests presigned URLs in batches, shortly before they are used.
  async #address(number, waiting, signal) {
    while (stale(this.#addresses.get(number))) {
      if (this.#asking) {
        await this.#asking.catch(() => {});
        if (signal.aborted) throw new Stopped();
        continue;
      }
      const partNumbers = [number, ...waiting.slice(0, ADDRESSES_AT_ONCE - 1)];
      this.#asking = api("POST", `${this.#path}/${this.#begun.uploadId}/parts`, { partNumbers }, signal);
      try {
        for (const part of (await this.#asking).parts) this.#addresses.set(part.partNumber, part);
      } finally {
        this.#asking = undefined;
      }
    }
    return this.#addresses.get(number);
  }

  #size(number) {
    if (this.#begun?.method !== "MULTIPART") return 0;
    const { partSizeBytes } = this.#begun;
    return Math.min(partSizeBytes, this.#file.size - (number - 1) * partSizeBytes);
  }
}

function stale(address) {
  return !address || new Date(address.expiresAt).getTime() - SPARE_MILLIS < Date.now();
}

// The upload of a drop: one .ipa, or the files of a folder with its release.json last.
export class DropUpload {
  #files;
  #last;

  constructor(connectionId, drop) {
    const made = drop.files.map(({ name, file }) => new FileUpload(connectionId, name, file));
    const manifest = drop.files.findIndex(({ name }) => name === drop.manifest);
    this.#last = manifest < 0 ? undefined : made[manifest];
    this.#files = made.filter((upload) => upload !== this.#last);
  }

  get #all() {
    return this.#last ? [...this.#files, this.#last] : this.#files;
  }

  get totalBytes() {
    return this.#all.reduce((sum, file) => sum + file.totalBytes, 0);
  }

  get sentBytes() {
    return this.#all.reduce((sum, file) => sum + file.sentBytes, 0);
  }

  async run(onProgress, signal, waits) {
    const waiting = this.#files.filter((file) => !file.done);
    const ended = new AbortController();
    const both = AbortSignal.any([signal, ended.signal]);
    const worker = async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) await file.run(onProgress, both, waits);
    };
    const runs = Array.from({ length: PARALLEL }, () => worker().catch((e) => { ended.abort(); throw e; }));
    const failed = (await Promise.allSettled(runs)).filter(({ status }) => status === "rejected").map(({ reason }) => reason);
    if (failed.length > 0) throw failed.find((e) => !(e instanceof Stopped)) ?? failed[0];
    await this.#last?.run(onProgress, signal, waits);
  }

  async abort() {
    await Promise.all(this.#all.map((file) => file.abort()));
  }
}
