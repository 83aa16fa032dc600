import {describe, expect, it} from 'vitest';
import type {ImageScanFact} from '../../../../src/checks/probes/image-scans-probe.js';
import {imagesSound} from '../../../../src/checks/release/images-sound.js';
import type {ImagesConfig} from '../../../../src/model/install-config.js';
import type {ImageScan, Vulnerability} from '../../../../src/model/ports/vulnerabilities.js';
import {createInputs} from '../create-inputs.js';

const hole = (severity: Vulnerability['severity'], isFixable = true): Vulnerability => ({
  name: `CVE-2024-${severity}`,
  severity,
  packages: ['openssl'],
  isFixable,
});
const scan = (digest: string, found: readonly Vulnerability[] = [], change: Partial<ImageScan> = {}): ImageScan => ({
  digest,
  state: 'done',
  isKeptCurrent: true,
  found,
  ...change,
});
const looked = (scans: readonly ImageScan[], wanted: readonly string[] = ['amd']): ImageScanFact => ({
  image: 'gcr.io/acme/a:1',
  state: 'looked-at',
  project: 'acme',
  wanted,
  scans,
});
const judge = (
  facts: readonly ImageScanFact[],
  vulnerabilities?: Partial<NonNullable<ImagesConfig['vulnerabilities']>>,
) => {
  if (imagesSound.scope === 'cluster') throw new Error('images are those of a deployment');
  const config = () => ({images: {vulnerabilities: {maximum: 'MEDIUM' as const, unfixable: true, ...vulnerabilities}}});
  return imagesSound.evaluate(createInputs({'image-scans': facts}, {config}));
};
const verdicts = (...asked: Parameters<typeof judge>) => judge(...asked).map(({verdict}) => verdict);

describe('release/images-sound', () => {
  it('lets through what is not graver than allowed, and counts it', () => {
    const [finding] = judge([looked([scan('amd', [hole('MEDIUM'), hole('LOW')])])]);
    expect(finding).toMatchObject({verdict: 'pass', observed: '1 MEDIUM, 1 LOW'});
  });

  it('fails what is graver, the gravest first', () => {
    const [finding] = judge([looked([scan('amd', [hole('HIGH'), hole('CRITICAL'), hole('LOW')])])]);
    expect(finding?.verdict).toBe('fail');
    expect(finding?.observed).toBe(
      '1 CRITICAL, 1 HIGH: CVE-2024-CRITICAL in openssl, mended in a newer version, CVE-2024-HIGH in openssl, mended in a newer version',
    );
  });

  it('can leave out what nobody can mend', () => {
    const facts = [looked([scan('amd', [hole('CRITICAL', false)])])];
    expect(verdicts(facts, {unfixable: false})).toEqual(['pass']);
    expect(verdicts(facts)).toEqual(['fail']);
  });

  it('lets nothing through with NONE', () => {
    expect(verdicts([looked([scan('amd', [hole('MINIMAL')])])], {maximum: 'NONE'})).toEqual(['fail']);
  });

  it('says of an image that was never scanned that nothing is known, never that it is sound', () => {
    const [finding] = judge([looked([])]);
    expect(finding).toMatchObject({
      verdict: 'unknown',
      obstacle: {kind: 'api', missing: 'containerscanning.googleapis.com'},
    });
    expect(finding?.tries[0]?.command).toBe('gcloud services enable containerscanning.googleapis.com --project=acme');
  });

  it.each<[string, Partial<ImageScan>, string]>([
    ['under way', {state: 'under-way'}, 'its scan is still under way'],
    ['failed', {state: 'failed', reason: 'no layers'}, 'its scan did not succeed (no layers)'],
    ['no longer kept current', {isKeptCurrent: false}, 'its scan is old'],
  ])('knows nothing of an image whose scan is %s', (_name, change, words) => {
    const [finding] = judge([looked([scan('amd', [], change)])]);
    expect(finding?.verdict).toBe('unknown');
    expect(finding?.observed).toContain(words);
  });

  it('wants the scan of every processor, or of the index above them', () => {
    expect(verdicts([looked([scan('amd')], ['amd', 'arm'])])).toEqual(['unknown']);
    expect(verdicts([looked([scan('amd'), scan('arm')], ['amd', 'arm'])])).toEqual(['pass']);
    expect(verdicts([looked([scan('index')], ['amd', 'arm'])])).toEqual(['pass']);
  });

  it('fails what is known to be bad even before its scan is through', () => {
    expect(verdicts([looked([scan('amd', [hole('CRITICAL')], {state: 'under-way'})])])).toEqual(['fail']);
  });

  it('says once what keeps it from looking, and names the permission', () => {
    const unseen = (image: string): ImageScanFact => ({
      image,
      state: 'unseen',
      missing: 'containeranalysis.occurrences.list',
      message: 'denied',
      isPermission: true,
    });
    const [finding, ...rest] = judge([unseen('gcr.io/acme/a:1'), unseen('gcr.io/acme/b:1')]);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      verdict: 'unknown',
      resource: '2 images',
      obstacle: {kind: 'permission', missing: 'containeranalysis.occurrences.list'},
    });
  });

  it('skips registries that are not Google’s, and says so', () => {
    const findings = judge([looked([scan('amd')]), {image: 'quay.io/a/b:1', state: 'elsewhere'}]);
    expect(findings.map(({verdict}) => verdict)).toEqual(['pass', 'skipped']);
    expect(findings[1]?.resource).toBe('1 images of quay.io');
  });
});
