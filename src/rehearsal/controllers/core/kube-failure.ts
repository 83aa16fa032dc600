import type {KubeResponse} from '../../seams/kube-transport.js';

/** A request that the API server refused: the HTTP status and the `Status` object's reason and message. */
export class KubeFailure extends Error {
  readonly status: number;
  readonly reason: string;
  readonly causes: ReadonlyArray<{reason?: string; message?: string; field?: string}>;

  constructor(response: KubeResponse, request: string) {
    super(String(response.body?.message ?? `${request} answered ${response.status}`));
    this.name = 'KubeFailure';
    this.status = response.status;
    this.reason = String(response.body?.reason ?? '');
    this.causes = response.body?.details?.causes ?? [];
  }
}

/** Whether `error` is the server's refusal with that HTTP status. */
export function isKubeFailure(error: unknown, status: number): boolean {
  return error instanceof KubeFailure && error.status === status;
}
