import type {Diagnostic} from '../model/diagnostic.js';
import type {InstallConfig} from '../model/install-config.js';
import type {Secrets} from '../model/ports/local.js';

/** An identity provider is connected last of all; that its secret is not there is said before anything begins. */
export async function checkClientSecret({sso}: InstallConfig, secrets: Secrets): Promise<Diagnostic[]> {
  if (sso.provider === 'none' || sso.clientSecret === undefined) return [];
  const value = await secrets.resolve(sso.clientSecret);
  if (value !== undefined && value.trim() !== '') return [];
  const place = sso.clientSecret.slice(sso.clientSecret.indexOf(':') + 1);
  return [
    {
      code: 'SHK_CONFIG_E0022',
      summary: `sso.clientSecret names ${sso.clientSecret}, and nothing is there.`,
      field: 'sso.clientSecret',
      tries: [
        sso.clientSecret.startsWith('env:')
          ? {text: 'Set the variable.', command: `export ${place}=…`}
          : {text: `Write the secret into ${place}, readable to you only.`},
      ],
      blame: 'user',
    },
  ];
}
