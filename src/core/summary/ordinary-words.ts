/**
 * Words that say nothing particular: a sentence may use them freely. Every other word of a summary has to stand in
 * the excerpt or in the chosen candidate. Causes (`expired`, `revoked`, `proxy`, `outage` ...) are left out on
 * purpose: a model may name them only when the log does.
 */
const ORDINARY = `
a about above access account across act action actual actually add after again against all along already also although an and
another answer any appear apply are around as ask at attempt away back be became because become been before began
begin behind being belong below beside between both bring broke broken build but by call called came can cannot carry caught cause
change check choose clear client close code come command complete confirm contain continue could current cut decide decline depend
did different direct directly do does done down downstream due during each earlier early either else elsewhere end ending enough enter entire
error especially even event eventually every exact exactly examine except exit explain fact fail failed failing failure far few file final finally find
finish first fix follow following for form found from full further gave general get give given go goes got had halt
happen hard has have having he held help hence here hit hold how however http https if immediate in indeed inside instead into is it
its itself job just keep kept kind know known lack last late later lead least leave left less let level lie like likely line
list little local log long look made main make many matter may me mean meant meet mention message might more most mostly move much must
name near need neither next no none nor not note nothing now number occur of off on once one only onto open operation or
order original other otherwise our out outcome over own page part particular pass past path perform phase pipeline place plain point possible prevent
previous proceed process produce program prove put question quite raise ran rather reach read real really reason receive record refer
refuse refusal regard reject rejection related relevant remain remote reply report repeat request require respond response rest result return review
right run same saw say said second section see seem seen send sent server service set several should show shown side similar simply since single
site small so some something somewhere soon source specific stand start state stated stay step still stop stopped such sure take taken tell text than that the
their them then there therefore these they thing think this those though through thus time to together told too took tool toward
tried tries trip try turn two type unable under unless until up upon use used useful user using usual value verify very via view wait
want was way we well went were what when where whether which while who whole whose why will with within without word work would
write wrote yes yet
abort actually affect aim aimed address asked blame block blocked bounce bounced brought cited conclude consider contact corresponding crash culprit
deny denied despite detail died door drop effort encounter endpoint ended essential evidence expect fatal fetch forced front gate happened hand
heart himself host identify indicate initial interrupt issue kill killed latter made merely namely ordinary original ultimately underlying
particular peer pinpoint plainly presumably problem quit remaining remark responsible root sake satisfy script second separate serve short shut sign
simple sits sole spot stem successful succeed task terminal trace trigger troubled turned unexpected unsuccessful upload download upstream
whereupon workflow wrong
according afterwards among attempted believe bring brought came certain clearly closer comes confirmed course describe described
doing ends entirely ever evidently exactly explains fell forward frankly gets giving goes going hence itself kept knows lies looks makes
meaning mentioned none noted occurs once ours owing party per previously purely putting reads recorded refused rejected replies replied reported
returned runs says sending shows simply stands stems stopping stops taking tells thereby throughout tripped trying turns turning unlike
visible wanted way went whatever whenever whereas whom whichever
account authority candidate caller cause client connection contents credential credentials data destination
entry execution external identity information internet machine network object operation owner package party payload person
registry release repository
nobody somebody anybody being collection install installation demand ahead layer present private effect follow incorrect correct write read push pull publish deploy
stuck get got moment default fallback presented established established lie exhausted spent unrelated available unavailable lies fetch ping handle layer valid
leave left harm harmless noise mean matter tolerate merely earlier optional public list used binary cold mode longer resolve resolved satisfy
never able side fault branch image machine missing distribution endpoint registration verification able accompany resource sender session stage status system target team token transfer transaction version
`;

// accounts -> account   ·   denied -> deny   ·   stopping -> stop
/** The word without its ending, roughly: enough to see that two forms are of one word. */
export function stemOf(word: string): string {
  let stem = word.toLowerCase().replace(/['’](?:s|t|re|ve|ll|d)?$/, '');
  stem = stem.replace(/ies$|ied$/, 'y');
  stem = stem.replace(/(?:ings?|edly|ed|es|s|ly)$/, (ending) =>
    stem.length - ending.length >= 3 ? '' : ending,
  );
  stem = stem.replace(/([^aeious])\1$/, '$1');
  return stem.length > 3 ? stem.replace(/e$/, '') : stem;
}

const STEMS: ReadonlySet<string> = new Set(ORDINARY.split(/\s+/).filter(Boolean).map(stemOf));

/** True for a word that any sentence about a failed job may use. */
export function isOrdinary(word: string): boolean {
  return STEMS.has(stemOf(word));
}
