/** 20261101T100500+0000, as TeamCity writes it, in the way Date.parse reads it. */
export function isoOf(date: string | null | undefined): string | null {
  // 20261101T100500+0000
  return date
    ? date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)([+-]\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6$7:$8')
    : null;
}
