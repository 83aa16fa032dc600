import {expect, it} from 'vitest';
import {findShadowedArchives} from '../../../src/release/find-shadowed-archives.js';

const find = (texts: Readonly<Record<string, string>>) =>
  findShadowedArchives({
    list: async () => Object.keys(texts).map((path) => ({path, sizeBytes: 1})),
    readText: async (path) => texts[path],
  });
const chart = (name: string, version: string) => `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;

it('finds the archive of a subchart that stands unpacked beside it, at any depth', async () => {
  const texts = {
    'Chart.yaml': chart('platform', '1.0.0'),
    'charts/ssh-portal/Chart.yaml': chart('ssh-portal', '0.1.0'),
    'charts/ssh-portal-0.1.0.tgz': '',
    'charts/ssh-portal/charts/inner/Chart.yaml': chart('inner', '2.0.0'),
    'charts/ssh-portal/charts/inner-2.0.0.tgz': '',
  };
  expect(await find(texts)).toEqual(['charts/ssh-portal-0.1.0.tgz', 'charts/ssh-portal/charts/inner-2.0.0.tgz']);
});

it('leaves an archive that stands alone, or in another version', async () => {
  const texts = {
    'charts/zipkin-0.7.0.tgz': '',
    'charts/redis/Chart.yaml': chart('redis', '17.0.0'),
    'charts/redis-16.1.0.tgz': '',
  };
  expect(await find(texts)).toEqual([]);
});
