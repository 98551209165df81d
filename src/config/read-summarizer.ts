import type { TokenPrices } from '../flows/summary-meter.ts';

export interface SummarizerConfig {
  readonly apiKey: string;
  /** Null: OpenAI's own server. */
  readonly baseUrl: string | null;
  readonly model: string;
  /** Tokens a workspace may spend in a day. */
  readonly dailyTokens: number;
  /** Nothing is sent of an excerpt with a word that redaction could not classify. */
  readonly strict: boolean;
  /** US dollars for a million tokens; null: no cost is counted. */
  readonly prices: TokenPrices | null;
}

interface SettingReader {
  value(name: string): string | null;
  url(name: string): string | null;
  report(where: string, message: string, hint: string): void;
}

const USUAL_DAILY_TOKENS = 200_000;

/** The optional language model's settings; null when neither a key nor a model is set. */
export function readSummarizer(reader: SettingReader): SummarizerConfig | null {
  const { value, url, report } = reader;
  const apiKey = value('OPENAI_API_KEY');
  const model = value('FAULTLINE_MODEL');
  const baseUrl = url('OPENAI_BASE_URL');
  if (apiKey === null && model === null) return null;
  if (apiKey === null)
    report('OPENAI_API_KEY', 'is missing, and FAULTLINE_MODEL is set', 'any text for a server without keys');
  if (model === null)
    report('FAULTLINE_MODEL', 'is missing, and OPENAI_API_KEY is set', 'the model that your server offers');
  return {
    apiKey: apiKey ?? '',
    baseUrl,
    model: model ?? '',
    dailyTokens: readDailyTokens(reader),
    strict: readStrict(reader),
    prices: readPrices(reader),
  };
}

function readDailyTokens({ value, report }: SettingReader): number {
  const text = value('FAULTLINE_MODEL_DAILY_TOKENS');
  if (text === null) return USUAL_DAILY_TOKENS;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  report('FAULTLINE_MODEL_DAILY_TOKENS', 'is no number of tokens', 'for example 200000');
  return USUAL_DAILY_TOKENS;
}

function readStrict({ value, report }: SettingReader): boolean {
  const text = value('FAULTLINE_MODEL_STRICT')?.toLowerCase() ?? 'off';
  if (!['on', 'off'].includes(text)) report('FAULTLINE_MODEL_STRICT', 'is neither on nor off', 'on or off');
  return text === 'on';
}

// 0.15/0.60
const PRICES = /^(?<input>\d{1,6}(?:\.\d{1,6})?)\/(?<output>\d{1,6}(?:\.\d{1,6})?)$/;

function readPrices({ value, report }: SettingReader): TokenPrices | null {
  const text = value('FAULTLINE_MODEL_PRICES');
  if (text === null) return null;
  const { input, output } = PRICES.exec(text)?.groups ?? {};
  if (input !== undefined && output !== undefined) return { input: Number(input), output: Number(output) };
  report(
    'FAULTLINE_MODEL_PRICES',
    'is no pair of prices',
    'US dollars for a million tokens, in/out: 0.15/0.60',
  );
  return null;
}
