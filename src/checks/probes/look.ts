import {CloudFailure} from '../../model/cloud-failure.js';

/** One of several questions of a probe: its answer, or why there was none, without taking the others down with it. */
export type Look<T> =
  | {readonly state: 'seen'; readonly value: T}
  | {readonly state: 'unseen'; readonly missing: string; readonly message: string; readonly isPermission: boolean};

/** Asks, and keeps a refusal as what it is. */
export async function look<T>(question: Promise<T>): Promise<Look<T>> {
  try {
    return {state: 'seen', value: await question};
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const {kind, permission, service, action, message} = error;
    const missing = (kind === 'service-disabled' ? service : permission) ?? action;
    return {state: 'unseen', missing, message, isPermission: kind === 'permission'};
  }
}
