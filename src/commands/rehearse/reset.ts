import {rmSync} from 'node:fs';
import {resolve} from 'node:path';
import {Command} from '@oclif/core';
import {findRehearsedDeployments} from '../../cli/find-rehearsed-deployments.js';
import {selectRehearsalDirectory, stopRehearsal} from '../../cli/rehearsal-process.js';

export default class RehearseReset extends Command {
  static override readonly description =
    'End the rehearsal of this directory and forget its world, with the files of what was installed in it.';

  override async run(): Promise<void> {
    await this.parse(RehearseReset);
    const directory = selectRehearsalDirectory(process.cwd());
    await stopRehearsal(directory);
    const deployments = findRehearsedDeployments(resolve('.shakinstall'));
    for (const path of [directory, ...deployments]) rmSync(path, {recursive: true, force: true});
    this.log(
      `The world is gone${deployments.length === 0 ? '' : `, and the files of ${deployments.length} rehearsed deployment${deployments.length === 1 ? '' : 's'} with it`}.`,
    );
  }
}
