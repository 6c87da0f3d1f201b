// How a CI job sends a build: short files to copy, with the bucket and the team's folder filled in.
import { h, copyBlock } from "./elements.js";
import { texts } from "./texts.js";

const t = texts.now;
const REGION = /\.s3[.-]([a-z0-9-]+)\.amazonaws\.com/;

function region(settings) {
  return REGION.exec(settings.dropEndpoint ?? "")?.[1] ?? "<region>";
}

function gitHub(target, settings) {
  return `# .github/workflows/release.yml
permissions:
  id-token: write
  contents: read
steps:
  - uses: aws-actions/configure-aws-credentials@v5
    with:
      role-to-assume: \${{ vars.SLIPWAY_ROLE_ARN }}
      aws-region: ${region(settings)}
  - run: aws s3 cp App.ipa ${target}
`;
}

function gitLab(target, settings) {
  return `# .gitlab-ci.yml
release:
  image: { name: "amazon/aws-cli", entrypoint: [""] }
  id_tokens: { AWS_TOKEN: { aud: "sts.amazonaws.com" } }
  variables:
    AWS_REGION: ${region(settings)}
    AWS_ROLE_ARN: $SLIPWAY_ROLE_ARN
    AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/token
  script:
    - echo "$AWS_TOKEN" > /tmp/token
    - aws s3 cp App.ipa ${target}
`;
}

function block(name, text) {
  return h("details", { className: "snippet" }, h("summary", null, name), copyBlock(name, text), h("p", { className: "aside" }, t.role));
}

export function ciSnippets(connection, settings) {
  const target = `s3://${settings.dropBucket}/${connection.id}/`;
  return h("div", { className: "snippets" }, block("GitHub Actions", gitHub(target, settings)), block("GitLab CI", gitLab(target, settings)));
}
