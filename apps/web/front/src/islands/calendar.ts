// Which days does a bar cover? Days are of the calendar, without zone: seconds since 1970 in UTC stand for them.

export type Period = "day" | "week" | "month" | "quarter" | "year";

export function instant(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

export function iso(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 10);
}

/** The last day of the bar that starts on this day. */
export function endOfBin(start: string, period: Period): number {
  const day = new Date(instant(start) * 1000);
  if (period === "day") return day.getTime() / 1000;
  if (period === "week") day.setUTCDate(day.getUTCDate() + 7);
  else if (period === "year") day.setUTCFullYear(day.getUTCFullYear() + 1);
  else day.setUTCMonth(day.getUTCMonth() + (period === "quarter" ? 3 : 1));
  return day.getTime() / 1000 - 86_400;
}
