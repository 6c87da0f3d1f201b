// Compares two texts word by word.
const MOST_CELLS = 4_000_000;
// Share of the shorter text's characters.
const LEAST_IN_COMMON = 0.2;

function words(text) {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

// Returns {before, after}: lists of [text, isDifferent]. Neighbors of one kind are joined, and a space
// between two different words is different too. Texts that are too long to compare, or have little in
// common, are different as a whole.
export function wordDiff(before, after) {
  const a = words(before);
  const b = words(after);
  const whole = { before: [[before, true]], after: [[after, true]] };
  if (a.length * b.length > MOST_CELLS) return whole;
  // The length of the longest common subsequence of what follows each pair of places.
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1] + 1 : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const out = { before: [], after: [] };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(out.before, a[i++], false);
      put(out.after, b[j++], false);
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      put(out.before, a[i++], true);
    } else {
      put(out.after, b[j++], true);
    }
  }
  const same = out.before.reduce((sum, [text, different]) => sum + (different ? 0 : text.trim().length), 0);
  if (same < LEAST_IN_COMMON * Math.min(before.length, after.length)) return whole;
  return { before: joined(out.before), after: joined(out.after) };
}

function joined(parts) {
  const list = [];
  parts.forEach(([text, different], index) => {
    const inside = index > 0 && index < parts.length - 1 && text.trim() === "";
    put(list, text, different || inside);
  });
  return list;
}

function put(list, text, different) {
  const last = list.at(-1);
  if (last && last[1] === different) last[0] += text;
  else list.push([text, different]);
}
