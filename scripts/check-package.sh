#!/usr/bin/env bash
# Packs the package, installs it in an empty folder outside the checkout, and uses it there as a user would.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
checkout=$PWD

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/packed" "$work/user"
npm pack --silent --pack-destination "$work/packed" >/dev/null
tarball=$(echo "$work"/packed/*.tgz)

if tar -tzf "$tarball" | grep -E '\.(test|testing)\.'; then
  echo 'the package ships specs' >&2
  exit 1
fi

cd "$work/user"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent "$tarball"

echo '- import the library'
cat >import.mjs <<'JS'
import * as lmusim from 'lmusim';
const names = Object.keys(lmusim);
if (names.length === 0) throw new Error('lmusim exports nothing');
console.log(`${names.length} exported names`);
const { loadNetwork, shippedNames } = await import('lmusim/node');
for (const name of shippedNames().networks) console.log(loadNetwork(name).name);
JS
node import.mjs

echo '- its types, seen from a strict TypeScript project'
cat >types.mts <<'TS'
import * as lmusim from 'lmusim';
import { loadNetwork } from 'lmusim/node';
export const names: string[] = Object.keys(lmusim);
export const network: lmusim.Network = loadNetwork('kws-bootstrap');
TS
cat >tsconfig.json <<'JSON'
{
  "compilerOptions": {
    "module": "nodenext",
    "target": "es2022",
    "lib": ["es2023"],
    "types": [],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "files": ["types.mts"]
}
JSON
"$checkout/node_modules/.bin/tsc" -p .

echo '- npx lmusim run'
npx --no-install lmusim run >run.txt
cat run.txt
[ -s run.txt ]
