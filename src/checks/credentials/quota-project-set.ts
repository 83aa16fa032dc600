import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {readFact} from '../read-fact.js';

export const quotaProjectSet: Check = {
  id: 'credentials/quota-project-set',
  title: 'A person’s credentials name the project that calls are counted against',
  why: 'Some APIs refuse a person’s Application Default Credentials without a quota project, with 403 and a text that reads like a missing permission.',
  docs: 'https://cloud.google.com/docs/quotas/set-quota-project',
  probes: [identityProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts, config}) {
    const identity = readFact(facts, identityProbe);
    if (identity.state !== 'present') return [];
    const {source, quotaProject, email} = identity;
    const quota = about({
      resource: email,
      expected: 'a quota project, where the credentials are a person’s',
      evidence: 'grep quota_project_id $HOME/.config/gcloud/application_default_credentials.json',
    });
    if (source !== 'user')
      return [
        quota.skip(
          `not needed: ${source === 'token-file' ? 'a token that is handed over carries none' : 'calls are counted against the account’s own project'}`,
        ),
      ];
    if (quotaProject !== undefined) return [quota.pass(quotaProject)];
    return [
      quota.warn('none is set', [
        {
          text: 'Name one that exists and where you hold roles/serviceusage.serviceUsageConsumer.',
          command: `gcloud auth application-default set-quota-project ${config.project.mode === 'existing' ? config.project.id : 'PROJECT'}`,
        },
      ]),
    ];
  },
};
