import {CloudFailure, type CloudFailureKind} from '../model/cloud-failure.js';
import type {Diagnostic, Try} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import {isStorageFailure} from '../model/is-storage-failure.js';
import type {StepInstance} from '../plan/select-instances.js';
import {suggestGrant} from './suggest-grant.js';

interface FailureText {
  readonly code: string;
  readonly summary: string;
  readonly tries: (failure: CloudFailure) => readonly Try[];
  readonly blame: Diagnostic['blame'];
}

const again: Try = {text: 'Run the same command again: finished steps are not repeated.'};

const texts: Readonly<Record<CloudFailureKind, FailureText>> = {
  permission: {
    code: 'SHK_RUN_E0101',
    summary: 'A permission is missing.',
    tries: ({permission}) => [
      ...suggestGrant(permission),
      {
        text:
          permission === undefined
            ? 'Ask for the permission that the message names.'
            : `Have ${permission} granted to the account in use, then run again.`,
      },
      again,
    ],
    blame: 'user',
  },
  'service-disabled': {
    code: 'SHK_RUN_E0102',
    summary: 'An API is not enabled.',
    tries: ({service}) => [
      {
        text: 'Enable it and run again.',
        ...(service === undefined ? {} : {command: `gcloud services enable ${service}`}),
      },
    ],
    blame: 'user',
  },
  quota: {
    code: 'SHK_RUN_E0103',
    summary: 'A quota does not suffice.',
    tries: () => [
      {
        text: 'Request more at https://console.cloud.google.com/iam-admin/quotas, with the metric and the region of the message, or plan smaller pools.',
      },
      again,
    ],
    blame: 'user',
  },
  stockout: {
    code: 'SHK_RUN_E0104',
    summary: 'The zone has no capacity left.',
    tries: () => [{text: 'Choose another zone or machine type, or try later.'}, again],
    blame: 'cloud',
  },
  busy: {
    code: 'SHK_RUN_E0105',
    summary: 'Another operation kept the cluster busy.',
    tries: () => [{text: 'Wait until it is done.'}, again],
    blame: 'cloud',
  },
  'not-found': {
    code: 'SHK_RUN_E0106',
    summary: 'Something that should be there is not.',
    tries: () => [again],
    blame: 'cloud',
  },
  exists: {
    code: 'SHK_RUN_E0107',
    summary: 'The name is taken.',
    tries: () => [{text: 'Choose another name in the configuration, or remove what holds it.'}],
    blame: 'user',
  },
  conflict: {
    code: 'SHK_RUN_E0108',
    summary: 'Somebody else changes the same thing.',
    tries: () => [{text: 'Find the other writer in the message and settle who owns the object.'}, again],
    blame: 'user',
  },
  invalid: {
    code: 'SHK_RUN_E0109',
    summary: 'The request was refused as it stands.',
    tries: () => [{text: 'Mend what the message names, then run again.'}],
    blame: 'user',
  },
  unauthenticated: {
    code: 'SHK_RUN_E0110',
    summary: 'The credentials are missing, expired or revoked.',
    tries: () => [
      {text: 'Log in again.', command: 'gcloud auth application-default login'},
      {text: 'Or practise without any.', command: 'shakinstall init --rehearse'},
    ],
    blame: 'user',
  },
  unavailable: {
    code: 'SHK_RUN_E0111',
    summary: 'The service did not answer.',
    tries: () => [{text: 'See https://status.cloud.google.com.'}, again],
    blame: 'cloud',
  },
  unknown: {code: 'SHK_RUN_E0112', summary: 'The call failed.', tries: () => [again], blame: 'cloud'},
};

/** What a step failed with, as the operator reads it. An error that no adapter foresaw is the program's own fault and says so. */
export function formatFailure(
  instance: {readonly title: string; readonly step: Pick<StepInstance['step'], 'docs'>},
  error: unknown,
): Diagnostic {
  if (error instanceof DiagnosticError && error.diagnostics[0] !== undefined) return error.diagnostics[0];
  if (isStorageFailure(error))
    return {
      code: 'SHK_RUN_E0115',
      summary: `${instance.title}: a file of this machine cannot be written.`,
      detail: error.message,
      tries: [{text: 'Make room, or let whoever runs this write there.', command: 'df -h .'}, again],
      blame: 'user',
    };
  if (!(error instanceof CloudFailure)) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      code: 'SHK_RUN_E0001',
      summary: `${instance.title}: the installer itself failed.`,
      detail,
      tries: [{text: 'Report this with the journal; running again may help.'}],
      blame: 'bug',
    };
  }
  const text = texts[error.kind];
  return {
    code: text.code,
    summary: `${instance.title}: ${text.summary}`,
    detail: `${error.action}: ${error.message}`,
    tries: text.tries(error),
    docs: instance.step.docs,
    blame: text.blame,
  };
}
