import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {readKubeconfig} from '../../../../src/adapters/kube/kubeconfig.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import {DiagnosticError} from '../../../../src/model/diagnostic-error.js';

const directory = mkdtempSync(join(tmpdir(), 'shakinstall-kubeconfig-'));
afterAll(() => rmSync(directory, {recursive: true, force: true}));

const place = (name: string, content: string | object) => {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : stringify(content));
  return path;
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const create = (user: object, more: object = {}) => ({
  'current-context': 'one',
  contexts: [{name: 'one', context: {cluster: 'a', user: 'u'}}],
  clusters: [{name: 'a', cluster: {server: 'https://10.0.0.1:6443', 'certificate-authority-data': base64('CA')}}],
  users: [{name: 'u', user}],
  ...more,
});
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DiagnosticError) return error.diagnostics[0];
  return error;
};

describe('readKubeconfig', () => {
  it('reads what is inline', async () => {
    const access = await readKubeconfig([place('inline', create({token: 't'}))], undefined);
    expect(access.target).toMatchObject({endpoint: 'https://10.0.0.1:6443', caCertificate: base64('CA')});
    expect(await access.fetchCredential()).toMatchObject({token: 't'});
  });

  it('reads files from where the kubeconfig lies, the token anew when it is renewed', async () => {
    place('ca.pem', 'CA file');
    place('client.pem', 'certificate');
    place('client.key', 'key');
    const config = create(
      {'client-certificate': 'client.pem', 'client-key-data': base64('inline key')},
      {
        clusters: [
          {name: 'a', cluster: {server: 'https://a', 'certificate-authority': 'ca.pem', 'tls-server-name': 'b'}},
        ],
      },
    );
    const access = await readKubeconfig([place('files', config)], undefined);
    expect(access.target).toMatchObject({caCertificate: base64('CA file'), serverName: 'b'});
    expect(await access.fetchCredential()).toMatchObject({certificate: 'certificate', key: 'inline key'});
  });

  it('merges several, the first to say something wins', async () => {
    const first = place('first', {'current-context': 'two', contexts: [], clusters: [], users: []});
    const second = place(
      'second',
      create({token: 'second'}, {contexts: [{name: 'two', context: {cluster: 'a', user: 'u'}}]}),
    );
    const access = await readKubeconfig([first, second], undefined);
    expect(access.context).toBe('two');
    expect(await access.fetchCredential()).toMatchObject({token: 'second'});
  });

  it('runs a credential plugin once for all who ask, and again when its credential ends', async () => {
    const plugin = place(
      'plugin.sh',
      `#!/bin/sh
echo x >> "${join(directory, 'count')}"
end=$(date -u -d "+$SECONDS_LEFT seconds" +%Y-%m-%dT%H:%M:%SZ)
echo "{\\"status\\":{\\"token\\":\\"$(wc -l < "${join(directory, 'count')}")\\",\\"expirationTimestamp\\":\\"$end\\"}}"
`,
    );
    chmodSync(plugin, 0o755);
    const exec = (secondsLeft: number) => ({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: './plugin.sh',
        args: null,
        env: [{name: 'SECONDS_LEFT', value: String(secondsLeft)}],
      },
    });
    const lasting = await readKubeconfig([place('lasting', create(exec(3600)))], undefined);
    const answers = await Promise.all([lasting.fetchCredential(), lasting.fetchCredential()]);
    expect([...answers, await lasting.fetchCredential()].map(({token}) => token?.trim())).toEqual(['1', '1', '1']);
    const ending = await readKubeconfig([place('ending', create(exec(1)))], undefined);
    await ending.fetchCredential();
    expect((await ending.fetchCredential()).token?.trim()).toBe('3');
  });

  it('says of a plugin that is missing or refuses which it is, and why', async () => {
    const exec = (command: string, args: string[] = []) =>
      create({exec: {apiVersion: 'client.authentication.k8s.io/v1', command, args}});
    const missing = await readKubeconfig([place('missing', exec('no-such-plugin'))], undefined);
    await expect(missing.fetchCredential()).rejects.toThrow(
      'credential plugin no-such-plugin: the program is not installed',
    );
    const refusing = await readKubeconfig(
      [place('refusing', exec('sh', ['-c', 'echo "log in first" >&2; exit 1']))],
      undefined,
    );
    await expect(refusing.fetchCredential()).rejects.toThrow('log in first');
    await expect(refusing.fetchCredential()).rejects.toBeInstanceOf(CloudFailure);
  });

  it.each([
    ['absent', join(directory, 'nowhere'), undefined, 'SHK_KUBECONFIG_E1701'],
    ['no YAML', place('broken', 'a: [b'), undefined, 'SHK_KUBECONFIG_E1702'],
    ['of another form', place('other', {clusters: [{name: 1}]}), undefined, 'SHK_KUBECONFIG_E1702'],
    ['without a current context', place('none', {}), undefined, 'SHK_KUBECONFIG_E1703'],
    ['without the wanted context', place('other-context', create({})), 'onne', 'SHK_KUBECONFIG_E1703'],
  ])('refuses one that is %s', async (_, path, context, code) => {
    expect(await refusal(readKubeconfig([path], context))).toMatchObject({code, blame: 'user'});
  });

  it('names the nearest context', async () => {
    expect(await refusal(readKubeconfig([place('near', create({}))], 'onne'))).toMatchObject({
      tries: [{text: 'Did you mean one?'}],
    });
  });
});
