/**
 * A text broken at its spaces into lines of at most `columns`, the first of which has `used` columns
 * taken already. A word that is longer, such as a path or an address, stays whole: it must still be
 * copyable. Line breaks of the text are kept.
 */
export function wrapText(text: string, columns: number, used: number): readonly string[] {
  const width = columns - used;
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}
