import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, extname, join } from 'node:path';

/** Names of the same browser on different systems. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Opens a page in headless Chromium and waits for what its script posts to `answer`.
 *
 * @param script address of the page's module
 * @param folders where the files are that it may load
 * @throws when nothing came in time, with what the browser said
 */
export async function answerOfPage(script: string, folders: readonly string[]): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'lmusim-chromium-'));
  const { server, answer } = serve(script, folders);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const flags = [
    '--headless',
    // The sandbox wants rights that a container does not give, and the page is ours.
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--enable-logging=stderr',
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(browser(), [...flags, `http://127.0.0.1:${port}/`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const ended = once(child, 'close');
  const timer = setTimeout(() => child.kill(), 60_000);
  const nothing = ended.then(() => {
    throw new Error(`the browser ended without an answer of the page: ${said}`);
  });
  try {
    return await Promise.race([answer, nothing]);
  } finally {
    clearTimeout(timer);
    child.kill();
    await ended;
    server.close();
    server.closeAllConnections();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function browser(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) {
    throw new Error(`no browser: install Debian's package chromium, or any of ${BROWSERS.join(', ')}`);
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.yaml': 'text/plain' };

/** The page at `/`, files of the folders at their names, and what is posted. */
function serve(script: string, folders: readonly string[]): { server: Server; answer: Promise<string> } {
  const server = createServer();
  const answer = new Promise<string>((resolve, reject) => {
    server.on('request', (request, response) => {
      const path = new URL(request.url!, 'http://localhost').pathname;
      if (request.method === 'POST') {
        response.end();
        bodyOf(request).then(resolve, reject);
      } else if (path === '/') {
        response.setHeader('content-type', 'text/html');
        response.end(`<!doctype html><script type="module" src="${script}"></script>`);
      } else {
        const data = folders
          .map((folder) => readIfThere(join(folder, path)))
          .find((each) => each !== undefined);
        response.statusCode = data === undefined ? 404 : 200;
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(data);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  return { server, answer };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
