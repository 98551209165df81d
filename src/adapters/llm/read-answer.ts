import type { SummaryAnswer } from '../../core/summary/summary-request.ts';
import type { SummaryBeginning } from '../../flows/summarizer.ts';
import { AnswerForm } from './summary-prompt.ts';

/** The JSON in an answer, also inside a code fence or behind a sentence of small talk. Throws for anything else. */
export function readAnswer(content: string): SummaryAnswer {
  // a model that thinks aloud: <think>...</think>{...}
  const said = content.slice(Math.max(0, content.lastIndexOf('</think>')));
  const start = said.indexOf('{');
  const end = said.lastIndexOf('}');
  const answer = AnswerForm.parse(JSON.parse(start === -1 ? said : said.slice(start, end + 1)));
  return { ...answer, candidate: answer.candidate === 'none' ? null : answer.candidate };
}

// {"candidate": "r1",
const CANDIDATE = /"candidate"\s{0,5}:\s{0,5}"(?<candidate>[^"\\]{1,40})"/;
// "sentence": "npm.example.com answered 403 to the P
const SENTENCE = /"sentence"\s{0,5}:\s{0,5}"(?<sentence>(?:[^"\\]|\\.)*)/s;

/** What a half-written answer says already, or null when its sentence has not begun. */
export function readBeginning(content: string): SummaryBeginning | null {
  const candidate = CANDIDATE.exec(content)?.groups?.['candidate'];
  const written = SENTENCE.exec(content)?.groups?.['sentence'];
  if (candidate === undefined || written === undefined) return null;
  // a half-written \u00e9 is left for the next time
  const whole = written.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '');
  try {
    return { candidate, sentence: String(JSON.parse(`"${whole}"`)) };
  } catch {
    return null;
  }
}
