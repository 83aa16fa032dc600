import {accessQuestions} from './access-questions.js';
import {clusterQuestions} from './cluster-questions.js';
import {placeQuestions} from './place-questions.js';
import {poolQuestions} from './pool-questions.js';
import type {Question} from './question.js';

/** Every question, in the runbook's order. */
export const questions: readonly Question[] = [
  ...placeQuestions,
  ...clusterQuestions,
  ...poolQuestions,
  ...accessQuestions,
];
