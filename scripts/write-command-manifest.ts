import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Config, type Help, Plugin} from '@oclif/core';

/**
 * Writes what start-up would otherwise work out each time: oclif.manifest.json, so that a command is
 * found without loading all the others, and the text of the top-level help.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = new Plugin({root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true});
await plugin.load();
writeFileSync(new URL('../oclif.manifest.json', import.meta.url), `${JSON.stringify(plugin.manifest, null, 2)}\n`);

const {default: ShakinstallHelp} = (await import(new URL('../dist/cli/help.js', import.meta.url).href)) as {
  default: typeof Help;
};
const lines: string[] = [];
class CapturedHelp extends ShakinstallHelp {
  capture(): Promise<void> {
    return this.showRootHelp();
  }

  protected override log(...words: string[]): void {
    lines.push(words.join(' '));
  }
}
await new CapturedHelp(await Config.load(root), {stripAnsi: true}).capture();
writeFileSync(new URL('../dist/help.txt', import.meta.url), `${lines.join('\n').trim()}\n`);
