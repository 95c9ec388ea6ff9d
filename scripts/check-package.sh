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
JS
node import.mjs

echo '- its types, seen from a strict TypeScript project'
echo "import * as lmusim from 'lmusim'; export const names: string[] = Object.keys(lmusim);" >types.mts
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
# The command is not there before src/cli/main.ts is.
if [ -f "$checkout/src/cli/main.ts" ]; then
  npx --no-install lmusim run >run.txt
  cat run.txt
  [ -s run.txt ]
else
  echo 'left out: src/cli/main.ts does not exist'
fi
