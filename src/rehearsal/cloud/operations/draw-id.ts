import type {CloudContext} from '../cloud-context.js';

/** A decimal id of `digits` digits without a leading zero, as compute's ids and project numbers are. */
export function drawDecimalId(context: CloudContext, digits: number): string {
  let id = String(1 + Math.floor(context.random() * 9));
  while (id.length < digits) id += Math.floor(context.random() * 10);
  return id;
}

/** A lower-case hexadecimal id of `digits` digits. */
export function drawHexId(context: CloudContext, digits: number): string {
  let id = '';
  while (id.length < digits) id += Math.floor(context.random() * 16).toString(16);
  return id;
}

/** Lower-case letters and digits, as the random ends of instance names are. */
export function drawSuffix(context: CloudContext, length: number): string {
  const alphabet = '0123456789bcdfghjklmnpqrstvwxz';
  let suffix = '';
  while (suffix.length < length) suffix += alphabet[Math.floor(context.random() * alphabet.length)];
  return suffix;
}

/** An etag as IAM and GKE show one: eight random bytes in base64. */
export function drawEtag(context: CloudContext): string {
  return Buffer.from(drawHexId(context, 16), 'hex').toString('base64');
}
