export const files = {
  title: "Files of this drop",
  uses: {
    BUILD: "Build",
    SETTINGS: "Settings of the release",
    TEXT: "Texts",
    APP_INFORMATION: "Texts for all languages",
    AGE_RATING: "Age rating",
    REVIEW_INFORMATION: "For App Review",
    SCREENSHOT: "Screenshots",
    PREVIEW: "Previews",
    LEFT_OUT: "Left out",
  },
  group: (name, count, size) => `${name} · ${count === 1 ? "1 file" : `${count} files`}${size ? `, ${size}` : ""}`,
  notListed: (count) => (count === 1 ? "1 more file is not listed." : `${count} more files are not listed.`),
  leftOut: "Slipway does not send these files to Apple.",
};
