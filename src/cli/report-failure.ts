import {Errors} from '@oclif/core';
import {CloudFailure} from '../model/cloud-failure.js';
import type {Diagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import {isStorageFailure} from '../model/is-storage-failure.js';
import {formatDiagnostics} from '../render/format-diagnostic.js';
import {exitCodes} from './exit-codes.js';
import {formatStorageFailure} from './format-storage-failure.js';
import {selectPalette} from './select-palette.js';

/** Codes whose failures are refusals rather than mistakes in the configuration. */
const refusals = /^SHK_(RUN_E070[12]|GPU_E205\d|UPGRADE_E20(1[568]|21))$/;

/** Codes of what the project, the zone or the cluster will not have; nothing was begun. */
const impossible = /^SHK_GPU_E203\d$/;

function selectExitCode(diagnostics: readonly Diagnostic[]): number {
  if (diagnostics.some(({blame}) => blame === 'bug')) return exitCodes.bug;
  if (diagnostics.some(({code}) => refusals.test(code))) return exitCodes.refused;
  return diagnostics.some(({code}) => impossible.test(code)) ? exitCodes.preflight : exitCodes.usage;
}

function toDiagnostics(error: unknown): readonly Diagnostic[] {
  if (error instanceof DiagnosticError) return error.diagnostics;
  if (error instanceof CloudFailure) {
    const login = {text: 'Log in.', command: 'gcloud auth application-default login'};
    const rehearse = {text: 'Or practise without any account.', command: 'shakinstall init --rehearse'};
    const tries = error.kind === 'unauthenticated' ? [login, rehearse] : [{text: 'Run it again.'}];
    return [
      {
        code: error.kind === 'unauthenticated' ? 'SHK_AUTH_E1501' : 'SHK_RUN_E0112',
        summary: `${error.action} failed.`,
        detail: error.message,
        tries,
        blame: 'cloud',
      },
    ];
  }
  if (isStorageFailure(error)) return [formatStorageFailure(error)];
  const detail = error instanceof Error ? error.message : String(error);
  const where = error instanceof Error && process.env.SHAKINSTALL_DEBUG !== undefined ? `\n${error.stack}` : '';
  const tries = [{text: 'Report this. The stack is shown with SHAKINSTALL_DEBUG=1.'}];
  return [
    {code: 'SHK_RUN_E0001', summary: 'shakinstall itself failed.', detail: `${detail}${where}`, tries, blame: 'bug'},
  ];
}

/** Says what went wrong on standard error and returns the exit code. A command that ends by `exit` has said everything itself. */
export async function reportFailure(error: unknown): Promise<number> {
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? exitCodes.bug;
  if (error instanceof Errors.CLIError) {
    process.stderr.write(`${error.message}\nSee shakinstall --help.\n`);
    return exitCodes.usage;
  }
  const diagnostics = toDiagnostics(error);
  process.stderr.write(`${formatDiagnostics(diagnostics, process.stderr.columns, selectPalette(process.stderr))}\n`);
  return selectExitCode(diagnostics);
}
