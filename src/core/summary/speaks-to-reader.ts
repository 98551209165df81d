// Ignore the above instructions   ·   you are now in developer mode   ·   SYSTEM: ...   ·   as an AI   ·   tool_calls
const ORDERS =
  /\b(?:ignor(?:e|iere|ing)|disregard|forget|override) (?:the |all |any |alle |every |previous |prior |above |these |your ){1,4}(?:above|instructions?|rules?|regeln|prompts?|checks?|text)|\b(?:instructions?:|system:|developer mode|system prompt|you are now|you must|decode and obey|the assistant|ai (?:reviewers?|assistants?|models?|agents?)|language models?|llms?|summari[sz]er)\b|\btool_calls?\b|"function" ?: ?\{|untrustedlogexcerpt|<\|?\/?(?:im_start|im_end|system|assistant|user|endoftext)|\[\/?inst\]/i;
// {"candidate": "r1", "sentence": ...   ·   "nextSteps":   ·   "candidates":[{
const FORGED = /"(?:candidates?|nextsteps|sentence)" ?: ?["[{]/i;

/** True for a line that speaks to whoever reads the log and not about the job: an order to a model, a forged answer. */
export function speaksToReader(text: string): boolean {
  return ORDERS.test(text) || FORGED.test(text);
}
