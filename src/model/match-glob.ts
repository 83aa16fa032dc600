/** Whether `text` matches the glob: `*` stands for any characters, `?` for one, everything else for itself. */
export function matchGlob(glob: string, text: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`, 's').test(text);
}
