import {CloudFailure} from '../../model/cloud-failure.js';

/** Why a list could not be fetched, in one line, for somebody who is about to type instead. */
export function formatListProblem(error: unknown): string {
  if (!(error instanceof CloudFailure)) return `No list to choose from: ${(error as Error).message}`;
  const {kind, permission, service, message, action} = error;
  const line = message.split('\n')[0] ?? '';
  switch (kind) {
    case 'permission':
      return `No list to choose from: ${permission ?? action} is not allowed to you (${line})`;
    case 'service-disabled':
      return `No list to choose from: ${service ?? 'its API'} is not enabled in this project yet`;
    case 'not-found':
      return 'No list to choose from: the project does not exist yet, or not for you';
    case 'unauthenticated':
      return `No list to choose from: not logged in (${line})`;
    default:
      return `No list to choose from: ${action} was not answered (${line})`;
  }
}
