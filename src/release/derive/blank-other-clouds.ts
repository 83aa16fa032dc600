import {parseDocument} from 'yaml';
import type {Manifest} from '../../model/manifest.js';
import type {ValuesReplacement} from '../../model/release.js';
import {findTokens} from '../values/find-tokens.js';
import {listScalarPaths} from './derive-values.js';

const OTHER_CLOUD = /^(oci|oke|oracle|aws|eks|azure|aks)/i;

/**
 * Tokens that nobody replaces and that reach objects all the same. Where such a token stands below a key of another
 * cloud, its value is blanked to `none`, the word that the templates themselves use there; the rest is told.
 */
export function blankOtherClouds(
  templateText: string,
  rendered: readonly Manifest[],
): {readonly replacements: readonly ValuesReplacement[]; readonly notes: readonly string[]} {
  const reached = new Set(
    rendered.flatMap((manifest) => findTokens(JSON.stringify(manifest.object)).map((place) => place.token)),
  );
  if (reached.size === 0) return {replacements: [], notes: []};
  const scalars = listScalarPaths(parseDocument(templateText, {uniqueKeys: false}).toJS());
  const replacements: ValuesReplacement[] = [];
  const notes: string[] = [];
  for (const token of reached) {
    const holders = scalars.filter((scalar) => typeof scalar.value === 'string' && scalar.value.includes(token));
    const isForeign =
      holders.length > 0 && holders.every(({path}) => path.split('.').some((key) => OTHER_CLOUD.test(key)));
    if (!isForeign) {
      notes.push(`${token} reaches an object and nobody knows what it stands for: say so under values.tokens.`);
      continue;
    }
    for (const {path, value} of holders) {
      const isOneLine = !String(value).includes('\n');
      replacements.push({from: isOneLine ? String(value) : token, to: 'none'});
      notes.push(`${token} in ${path} belongs to another cloud, yet reaches an object: none is written there.`);
    }
  }
  return {replacements, notes};
}
