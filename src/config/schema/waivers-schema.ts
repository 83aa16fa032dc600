import {z} from 'zod';
import {textOf} from './formats.js';

/** A day that exists. */
const day = textOf(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-12-31').refine(
  (text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)),
  {error: 'a day that exists, such as 2026-12-31'},
);

export const waiversSchema = z
  .array(
    z.strictObject({
      id: textOf(/^[a-z0-9*?][a-z0-9/*?-]*$/, 'the id of a check such as compute/quota-covers-plan, or a glob').meta({
        description: 'Id of the check, * and ? allowed',
      }),
      resource: z
        .string()
        .min(1)
        .optional()
        .meta({description: 'Resource that the waiver is limited to; every one where left out'}),
      owner: z.string().min(1).meta({description: 'Who answers for it'}),
      reason: z.string().min(1).meta({description: 'Why it may stay as it is'}),
      expires: day.meta({description: 'Last day; the finding counts again afterwards'}),
    }),
  )
  .default([])
  .meta({title: 'Waivers', description: 'Findings of preflight and doctor that somebody answers for'});
