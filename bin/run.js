#!/usr/bin/env -S MALLOC_TRIM_THRESHOLD_=131072 node --max-semi-space-size=2 --max-old-space-size=160
// The heap is kept small on purpose: most of what is read is parsed once and dropped, and nearly all time is waiting.
// The variable is the GNU C library's: what is freed goes back to the machine. https://man7.org/linux/man-pages/man3/mallopt.3.html
// Nothing is imported before the version is known: on an older Node the imports themselves would fail.
import {readFileSync} from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = (major === 22 && minor >= 22) || (major === 24 && minor >= 15) || major > 24;

if (!isNewEnough) {
  process.stderr.write(
    `shakinstall needs Node 22.22 or later of 22, or 24.15 or later; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install one from https://nodejs.org, or run it as `npx shakinstall` in its checkout, which brings its own.\n',
  );
  process.exit(2);
}

const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-v')) {
  const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`shakinstall ${version}\n`);
} else if (first === undefined || (rest.length === 0 && (first === '--help' || first === '-h' || first === 'help'))) {
  process.stdout.write(readFileSync(new URL('../dist/help.txt', import.meta.url), 'utf8'));
} else {
  const {enableCompileCache} = await import('node:module');
  enableCompileCache?.();
  if (first === 'kube-token' && rest.length === 2 && rest[0] === '--key-file') {
    const {printKubeCredential} = await import('../dist/cli/print-kube-credential.js');
    await printKubeCredential(rest[1]);
  }
  const {start} = await import('../dist/cli/start.js');
  await start(import.meta.url);
}
