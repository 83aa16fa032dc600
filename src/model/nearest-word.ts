/**
 * The word that was probably meant: at most a third of the length (one to three edits) away, where an
 * edit adds, drops, replaces or swaps neighbouring letters. Ties go to the word that starts alike.
 * Undefined where nothing is near.
 */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  let best: {readonly word: string; readonly distance: number; readonly shared: number} | undefined;
  for (const candidate of words) {
    const lower = candidate.toLowerCase();
    const distance = editDistance(wanted, lower);
    if (distance > limit) continue;
    const shared = sharedPrefix(wanted, lower);
    if (best === undefined || distance < best.distance || (distance === best.distance && shared > best.shared))
      best = {word: candidate, distance, shared};
  }
  return best?.word;
}

/** Damerau and Levenshtein's distance in which no part is edited twice. */
function editDistance(left: string, right: string): number {
  const rows = [Array.from({length: right.length + 1}, (_, index) => index)];
  for (let i = 1; i <= left.length; i++) {
    const above = rows[i - 1]!;
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = above[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const swap = isSwap ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, substitution, swap));
    }
    rows.push(row);
  }
  return rows[left.length]![right.length]!;
}

function sharedPrefix(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
