import {describe, expect, it} from 'vitest';
import {configFlags} from '../../../src/config/config-flags.js';
import {listMissingAnswers} from '../../../src/config/list-missing-answers.js';

describe('listMissingAnswers', () => {
  it('names the key, the flag and the variable of each', () => {
    const missing = listMissingAnswers({
      deployment: 'acme',
      project: {mode: 'create', id: 'acme-platform'},
      tls: {mode: 'own'},
    });
    expect(missing.map(({field, tries}) => [field, tries[0]?.text])).toEqual([
      ['location', 'Set location in the configuration, give --location, or set SHAKINSTALL_LOCATION.'],
      ['cluster.name', 'Set cluster.name in the configuration, give --cluster-name, or set SHAKINSTALL_CLUSTER_NAME.'],
      ['bucket.name', 'Set bucket.name in the configuration, give --bucket-name, or set SHAKINSTALL_BUCKET_NAME.'],
      ['domain.fqdn', 'Set domain.fqdn in the configuration, give --domain-fqdn, or set SHAKINSTALL_DOMAIN_FQDN.'],
      ['domain.zone', 'Set domain.zone in the configuration, give --domain-zone, or set SHAKINSTALL_DOMAIN_ZONE.'],
      ['release.path', 'Set release.path in the configuration, give --release, or set SHAKINSTALL_RELEASE_PATH.'],
      [
        'project.billingAccount',
        'Set project.billingAccount in the configuration, give --project-billing-account, or set SHAKINSTALL_PROJECT_BILLING_ACCOUNT.',
      ],
      ['tls.certificate', 'Set tls.certificate in the configuration.'],
      ['tls.key', 'Set tls.key in the configuration.'],
    ]);
  });

  it('is empty once everything is said', () => {
    expect(listMissingAnswers({}).every(({field = ''}) => configFlags.some(({path}) => path === field))).toBe(true);
  });
});
