import {execa} from 'execa';

/** What a helm binary calls itself, such as `v3.17.3`; undefined where it does not run. */
export async function readHelmVersion(path: string): Promise<string | undefined> {
  const result = await execa(path, ['version', '--template', '{{.Version}}'], {
    reject: false,
    timeout: 20_000,
    stdin: 'ignore',
  });
  return result.exitCode === 0 ? result.stdout.trim() : undefined;
}
