import {Command} from '@oclif/core';
import {selectRehearsalDirectory, stopRehearsal} from '../../cli/rehearsal-process.js';

export default class RehearseStop extends Command {
  static override readonly description =
    'End the rehearsal of this directory; its world is kept and goes on at the next --rehearse.';

  override async run(): Promise<void> {
    await this.parse(RehearseStop);
    const isStopped = await stopRehearsal(selectRehearsalDirectory(process.cwd()));
    this.log(isStopped ? 'The rehearsal is stopped; its world is kept.' : 'No rehearsal runs here.');
  }
}
