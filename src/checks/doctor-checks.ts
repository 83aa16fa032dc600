import type {Check} from '../model/finding.js';
import {apiServerAnswers} from './control-plane/api-server-answers.js';
import {waiversCurrent} from './waivers/waivers-current.js';

/** Every check of the doctor, from the ground up: what comes first explains what follows. */
export const doctorChecks: readonly Check[] = [waiversCurrent, apiServerAnswers];
