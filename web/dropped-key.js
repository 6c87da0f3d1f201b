// Takes a key file, or its text, that is dropped on a form or pasted into it.

// `zone` shows that the form takes what is held over it; `take` gets files, `takeText` a text.
export function takeDropped(form, zone, take, takeText) {
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over-it");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) zone.classList.remove("over-it");
  });
  form.addEventListener("drop", (event) => {
    zone.classList.remove("over-it");
    const files = [...event.dataTransfer.files];
    // Text that is dropped on a field goes into it.
    if (files.length === 0 && event.target.closest("input:not([type=file]), textarea")) return;
    event.preventDefault();
    const text = event.dataTransfer.getData("text/plain");
    if (files.length > 0) take(files);
    else if (text.trim()) takeText(text);
  });
  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });
}
