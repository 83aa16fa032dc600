import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';

/** A service account of the plan, and the keys that people made for it. */
export interface AccountKeysFact {
  readonly email: string;
  readonly exists: boolean;
  readonly isDisabled: boolean;
  readonly keys: ReadonlyArray<{readonly id: string; readonly validBeforeMs: number | null}>;
}

/** The deployer's account, whose key the platform's workloads have. */
export const accountKeysProbe: Probe<readonly AccountKeysFact[]> = {
  id: 'account-keys',
  async collect({ports, config}) {
    await requireProject(ports, config);
    const {id} = config.project;
    const email = `${config.deployer.serviceAccount}@${id}.iam.gserviceaccount.com`;
    const account = await ports.iam.getServiceAccount(id, email);
    if (account === undefined) return [{email, exists: false, isDisabled: false, keys: []}];
    const keys = (await ports.iam.listKeys(email)).map((key) => {
      const end = Date.parse(key.validBefore ?? '');
      return {id: key.id, validBeforeMs: Number.isNaN(end) ? null : end};
    });
    return [{email, exists: true, isDisabled: account.isDisabled, keys}];
  },
};
