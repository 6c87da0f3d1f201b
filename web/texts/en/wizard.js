// Apple's own words are written as App Store Connect shows them.
const CHOOSE = "Choose the downloaded file itself, AuthKey_….p8; it is in your Downloads folder.";

export const wizard = {
  title: "Connect your Apple developer team",
  lead: "Create an API key in App Store Connect and upload it once. It takes about two minutes; you don’t need a Mac.",
  replaceTitle: (name) => `Replace the key of ${name}`,
  replaceLead:
    "Create a new key for the same team. Slipway checks it first, and replaces the current key only if the new one can do at least as much. Releases in progress continue.",
  cancel: "Back",
  haveKey: "I have a key already",
  needs: "You need the role Account Holder or Admin in the team.",
  steps: [
    {
      title: "Open the right team",
      lines: [
        ["Sign in at ", { link: "appstoreconnect.apple.com", href: "https://appstoreconnect.apple.com" }, "."],
        ["Check the name in the top right corner. In several teams? Click it and switch to the one whose apps you want to release."],
      ],
    },
    {
      title: "Go to Team Keys",
      path: ["Users and Access", "Integrations", "App Store Connect API", "Team Keys"],
      lines: [
        ["Choose ", { b: "Users and Access" }, ", then the tab ", { b: "Integrations" }, "; on the left ", { b: "App Store Connect API" }, ", then the tab ", { b: "Team Keys" }, "."],
      ],
      troubles: [
        {
          title: "There is no tab “Integrations”, or no “Team Keys”",
          text: "Your role in this team is too low, or the corner shows another team. Only the Account Holder and Admins see team keys: ask one of them to create the key, or to make you an Admin.",
        },
        {
          title: "It says “Request Access”",
          text: "This team has not used the API yet. Only the Account Holder can change that: they open this page, click “Request Access” and accept. Apple mostly grants access at once, but sometimes it takes days; until then there is no list of keys. Continue here when the list appears.",
        },
      ],
    },
    {
      title: "Generate a key",
      lines: [
        ["Click ", { b: "+" }, " next to ", { b: "Active" }, " (or ", { b: "Generate API Key" }, " if the team has no key yet)."],
        ["Name: everyone in the team can read it, so choose a neutral one, such as ", { copy: "Slipway releases" }],
        ["Access: ", { b: "App Manager" }, ". It is enough for releases; ", { b: "Admin" }, " works too. Name and access cannot be changed later."],
        ["Click ", { b: "Generate" }, "."],
      ],
    },
    {
      title: "Download it, once",
      lines: [
        ["In the row of the new key click ", { b: "Download" }, ". The file is ", { code: "AuthKey_XXXXXXXXXX.p8" }],
        ["Apple lets you download it only once. Don’t open it in an editor, and keep it until Slipway shows that the team is connected."],
      ],
      troubles: [
        {
          title: "There is no “Download” link",
          text: "Reload the page. If the link is still missing, sign out of App Store Connect and back in. The link also disappears once the key has been downloaded: look for AuthKey_….p8 in your Downloads folder, and ask the others in your team. Only if the file is lost everywhere, revoke the key and generate another one.",
        },
      ],
    },
  ],
  form: {
    title: "Add your key",
    file: "Key file (.p8)",
    fileDrop: "Drop the .p8 file here",
    fileOr: "or",
    fileChoose: "choose it",
    fileChange: "Choose another file",
    fileGood: "This looks like an App Store Connect key.",
    fileReading: "Checking the file…",
    fileOtherService:
      "This is a key, but its name is one for another Apple service, such as In-App Purchase (SubscriptionKey_…) or push notifications. Apple rejects such a key here. If you renamed the file of an App Store Connect key, continue.",
    paste: "Paste the text instead",
    pasteLabel: "Text of the key file",
    pasteHint: "Open the file on any device, and copy all of its text. It disappears here as soon as it is recognised.",
    pasted: "Pasted text",
    keyId: "Key ID",
    keyIdHint: "10 letters and digits, shown in the key’s row.",
    keyIdFilled: "Taken from the file name.",
    keyIdInside: "Taken from the file.",
    issuerId: "Issuer ID",
    issuerIdHint: "Shown above the list of team keys, next to “Copy”.",
    individual: "This is an individual key (it has no Issuer ID)",
    individualTicked: "Ticked because of the file name: Apple names individual keys ApiKey_….p8.",
    individualHint:
      "It works with your own role and apps, but stops when you leave the team. A team key doesn’t.",
    submit: "Connect",
    simulatedText: "In this demo Apple is simulated, so no key of yours is needed.",
    simulated: "Get a key of the simulated Apple",
    simulatedMaking: "Making a key…",
    titleAgain: "Correct and try again",
    submitAgain: "Try again",
    label: "Name of the team (optional)",
    labelHint: "A name for your own use; you can change it later.",
    known: (team, key) => `This team is connected already: ${team}. A key that you add here replaces key ${key} if it can do at least as much.`,
    knownLink: "Open the team",
    submitReplace: "Check and replace",
    sending: "Connecting…",
    promise:
      "The file goes only to Slipway’s key store. This browser does not keep it, and no page can show it again.",
    summary: (count) => (count === 1 ? "One thing needs attention." : `${count} things need attention.`),
  },
  faults: {
    keyIdMissing: "Enter the Key ID: 10 letters and digits, shown in the key’s row.",
    keyIdLength: (length) => `A Key ID has 10 characters; you entered ${length}.`,
    keyIdLetters: "A Key ID contains only capital letters and digits.",
    keyIdIsIssuer: "That’s the Issuer ID. Enter it in the field below.",
    keyIdOtherFile: (id) =>
      `The file name belongs to key ${id}. Use the Key ID from the row where you clicked Download, or choose the other file.`,
    keyIdOtherInside: (id) => `The file contains key ${id}. Use its Key ID, or choose the other file.`,
    issuerOtherInside: "The file contains another Issuer ID. Use that one, or choose the other file.",
    issuerMissing: "Enter the Issuer ID, shown above the list of team keys, or tick “individual key” below.",
    issuerForm:
      "An Issuer ID looks like 57246542-96fe-1a63-e053-0824d011072a: 36 characters, four hyphens.",
    issuerIsKey: "This is a Key ID or a Team ID. The Issuer ID is shown above the list of keys.",
    issuerOther: "This Issuer ID belongs to another team. The new key must be from the same team, so the Issuer ID stays the same.",
    fileMissing: "Choose the .p8 file, or paste its text.",
    key: {
      EMPTY: `The file is empty. ${CHOOSE}`,
      TOO_LARGE: `This is too large for a key: a key file has about 250 bytes. ${CHOOSE}`,
      NOT_PEM: `This file contains no key. ${CHOOSE}`,
      BROKEN_PEM: `The key in this text is damaged or cut off, as copying or an editor can do. ${CHOOSE}`,
      RICH_TEXT: `This is a rich text document (.rtf), not the key file. ${CHOOSE}`,
      WORD: `This is a Word document (.docx), not the key file. ${CHOOSE}`,
      OPEN_DOCUMENT: `This is an OpenDocument text (.odt), not the key file. ${CHOOSE}`,
      PAGES: `This is a Pages document, not the key file. ${CHOOSE}`,
      PDF: `This is a PDF document, not the key file. ${CHOOSE}`,
      PICTURE: `This is a picture, not the key file. ${CHOOSE}`,
      WEB_PAGE: `This is a web page (HTML), not the key file. ${CHOOSE}`,
      ARCHIVE: "This is an archive (.zip, .gz or the like). Unpack it, and choose the AuthKey_….p8 file from it.",
      SIDE_FILE: `This is a side file of macOS (its name begins with ._), not the key file. ${CHOOSE}`,
      CERTIFICATE:
        "This is a certificate, not a key. Choose the AuthKey_….p8 that you downloaded from App Store Connect.",
      P12: "This is a certificate with its key (.p12), for signing apps. Choose the AuthKey_….p8 that you downloaded from App Store Connect.",
      PROFILE:
        "This is a provisioning profile or another signed file. Choose the AuthKey_….p8 that you downloaded from App Store Connect.",
      PUBLIC_KEY: "This is a public key. Choose the AuthKey_….p8, which contains the private key.",
      ENCRYPTED: `This key is protected with a password. Apple’s files are not. ${CHOOSE}`,
      RSA_KEY: `This is an RSA key. The App Store Connect API uses EC keys. ${CHOOSE}`,
      NOT_EC: `This is another kind of key. ${CHOOSE}`,
      WRONG_CURVE: `This key does not use the curve P-256, so it is not from App Store Connect. ${CHOOSE}`,
      SEVERAL_KEYS: "This file contains several keys. Choose the original AuthKey_….p8, which contains one.",
    },
    fileUnreadable: "The browser can’t read this file. Choose it again.",
    fileOne: "Drop only one file: the .p8.",
  },
};
