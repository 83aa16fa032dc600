import {z} from 'zod';
import {textOf} from './formats.js';

/** One opening, or the same every week; what it means is `parseMaintenanceTimes`'. */
const times =
  /^\s*([A-Za-z]+(,[A-Za-z]+)*\s+\d\d:\d\d\s+\d{1,2}h|\d{4}-\d{2}-\d{2}T[\d:.]+Z\/\d{4}-\d{2}-\d{2}T[\d:.]+Z)\s*$/;

export const upgradeSchema = z
  .strictObject({
    window: textOf(times, 'a window such as "SA,SU 02:00 4h"')
      .optional()
      .meta({description: 'When the platform may be changed, in UTC; any time where left out'}),
    backup: z
      .strictObject({
        command: z
          .array(z.string().min(1))
          .min(1)
          .meta({description: 'Command, one element a word, that prints when the last backup was made'}),
        maxAgeHours: z.number().positive().default(24).meta({description: 'How old the backup may be'}),
      })
      .optional()
      .meta({description: 'How an upgrade learns of the last backup'}),
  })
  .meta({title: 'Upgrades', description: 'What has to hold before a release takes another’s place'});
