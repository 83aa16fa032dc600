import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {releaseDigestsProbe} from '../probes/release-digests-probe.js';
import {readFact} from '../read-fact.js';

/** As many paths as a line holds. */
const shown = 5;

function list(what: string, paths: readonly (string | number)[]): string[] {
  if (paths.length === 0) return [];
  const rest = paths.length - shown;
  return [`${what} ${paths.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

export const digestsMatch: Check = {
  id: 'release/digests-match',
  title: 'The files of the release are those that it was given out with',
  why: 'A download that was cut off, or a file that somebody edited in one place and not in the other, installs something that nobody has tried.',
  docs: 'https://www.gnu.org/software/coreutils/manual/html_node/sha2-utilities.html',
  runbook: '14',
  probes: [releaseDigestsProbe],
  needs: [],
  evaluate({config, facts}) {
    const {listed, changed, missing, unlisted, unreadable} = readFact(facts, releaseDigestsProbe);
    const {path} = config.release;
    const words = about({
      resource: path,
      expected: 'every file with the digest that SHA256SUMS gives it, and no other',
      evidence: `(cd ${path} && sha256sum --check --quiet SHA256SUMS)`,
    });
    const again = {text: 'Take the release anew from where it came.'};
    const seal = {
      text: 'Where the change is meant, look it over and write the list again.',
      command: `(cd ${path} && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)`,
    };
    const wrong = [
      ...list('changed:', changed),
      ...list('missing:', missing),
      ...list('no digest in line', unreadable),
    ];
    if (wrong.length > 0) return [words.fail(wrong.join('; '), [again, seal])];
    const beside = list('not in the list:', unlisted);
    return beside.length > 0
      ? [words.warn(beside.join(''), [again, seal])]
      : [words.pass(`${listed} ${listed === 1 ? 'file' : 'files'}`)];
  },
};
