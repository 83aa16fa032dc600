import {rmSync} from 'node:fs';
import {Command} from '@oclif/core';
import {selectRehearsalDirectory, stopRehearsal} from '../../cli/rehearsal-process.js';

export default class RehearseReset extends Command {
  static override readonly description =
    'End the rehearsal of this directory and forget its world, with the files of what was installed in it.';

  override async run(): Promise<void> {
    await this.parse(RehearseReset);
    const directory = selectRehearsalDirectory(process.cwd());
    // Nothing of it is kept.
    await stopRehearsal(directory, 'SIGKILL');
    rmSync(directory, {recursive: true, force: true});
    this.log('The world is gone, and the files of what was rehearsed in it.');
  }
}
