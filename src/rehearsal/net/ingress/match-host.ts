/** Whether a host pattern of a Gateway or VirtualService (`*`, `*.example.com`, a name) covers a host. */
export function matchesHost(pattern: string, host: string): boolean {
  const bare = pattern.includes('/') ? pattern.slice(pattern.indexOf('/') + 1) : pattern;
  if (bare === '*') return true;
  return bare.startsWith('*.')
    ? host.endsWith(bare.slice(1)) && host.length > bare.length - 1
    : bare.toLowerCase() === host.toLowerCase();
}
