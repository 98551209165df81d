import { clients } from './clients/clients.ts';
import { failedTests } from './find-failed-requests.ts';

/** Every wording that tells of a request or of failed tests, for whoever must find such lines in a long log. */
export const REQUEST_FORMS: readonly RegExp[] = [
  ...clients.flatMap(({ patterns }) => patterns.map(({ form }) => form)),
  failedTests,
];
