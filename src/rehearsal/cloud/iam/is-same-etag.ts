/** Whether two etags are the same bytes; clients send them back in either alphabet of base64. */
export function isSameEtag(a: unknown, b: string): boolean {
  return Buffer.from(String(a), 'base64').equals(Buffer.from(b, 'base64'));
}
