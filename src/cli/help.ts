import {type Command, Help} from '@oclif/core';
import {exitCodeTexts} from './exit-codes.js';

/** oclif's help with the exit codes at its end; they are the same for every command. */
export default class ShakinstallHelp extends Help {
  protected override formatCommand(command: Command.Loadable): string {
    return `${super.formatCommand(command)}\n\n${this.formatExitCodes()}`;
  }

  override async showRootHelp(): Promise<void> {
    await super.showRootHelp();
    this.log(this.formatExitCodes());
  }

  private formatExitCodes(): string {
    return this.section(
      'EXIT CODES',
      exitCodeTexts.map(([code, text]): [string, string] => [String(code), text]),
    );
  }
}
