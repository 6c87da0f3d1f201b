export const link = {
  title: "Connect your Apple developer team",
  lead: (label) =>
    `You were asked to connect the Apple developer team of ${label}. Create an API key in App Store Connect and upload it once. You need no account here, and no Mac.`,
  renewLead: (label) =>
    `You were asked for a new API key of the Apple developer team of ${label}. Slipway checks it first, and replaces the current key only if the new one can do at least as much.`,
  app: (bundleId) => `The key must be able to see the app ${bundleId}.`,
  until: (date) => `This link works until ${date}.`,
  tries: (count) => (count === 1 ? "It takes one more key." : `It takes ${count} more keys.`),
  gone: "This link does not work",
  goneText: "It ran out of time, was withdrawn, or is not complete. Ask the person who sent it to you for a new one.",
  reload: "Open the link again",
  reloadText: "For safety this page keeps nothing. Open the link from your message again; what you handed in is still there.",
  verdict: "Your key",
  done: "Your team is connected. You can close this page, or go back.",
  doneQuiet: "The team is connected. This link has done its work.",
  back: (host) => `Continue to ${host}`,
  other: "Hand in another key",
  nothingElse: "There is nothing else to do here. You can delete the downloaded file now.",
  waits: "Apple has not accepted this key yet. Slipway checks again automatically; you can also hand in another key.",
  key: (id) => `Key ${id}`,
  doneHere: "Your team is connected. You can close this page.",
};
