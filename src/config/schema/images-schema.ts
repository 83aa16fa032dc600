import {z} from 'zod';
import {secretReference} from './secret-reference.js';

/** The model’s severities and `NONE`, which lets nothing through; the schema’s tests hold both together. */
const thresholds = ['NONE', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

export const imagesSchema = z
  .strictObject({
    signatures: z
      .strictObject({
        require: z
          .array(z.string().min(1))
          .default([])
          .meta({description: 'Images that have to be signed, as HOST/PATH:TAG, * and ? allowed'}),
        publicKey: secretReference
          .optional()
          .meta({description: 'Public key in PEM that signatures have to be by; anybody’s count where left out'}),
      })
      .optional()
      .meta({description: 'Whether images are signed, as cosign signs them; not looked at where left out'}),
    vulnerabilities: z
      .strictObject({
        maximum: z.enum(thresholds).meta({description: 'Gravest vulnerability that is let through; NONE lets none'}),
        unfixable: z
          .boolean()
          .default(true)
          .meta({description: 'Whether those count as well that no newer version of the package is without'}),
      })
      .optional()
      .meta({description: 'What Artifact Analysis found in images of Google’s registries; not asked where left out'}),
  })
  .meta({title: 'Images', description: 'What is asked of the images of a release besides being there'});
