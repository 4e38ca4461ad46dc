import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { calendarFrom, type WorkingCalendar } from '../../model/calendar.ts';
import { addDays, civilDay, weekdayOf, type Day } from '../../model/day.ts';
import { invariant } from '../../model/problem.ts';
import type { Note, Row, Table } from '../../model/table.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { booksFolder, loadCalendar, loadSettings, SETTINGS_FILE } from '../session.ts';
import { usage } from '../usage.ts';
import { dayIn } from '../world.ts';

const ZONE = 'Asia/Shanghai';

/** The days of a year on which working and resting differ from plain Monday to Friday, and how many are worked. */
export async function run(call: Call): Promise<number> {
  const folder = booksFolder(call);
  const settings = existsSync(join(folder, SETTINGS_FILE)) ? loadSettings(folder) : undefined;
  const calendar = settings === undefined ? calendarFrom() : loadCalendar(folder, settings);
  const today = dayIn(call.world.now(), settings?.timezone ?? ZONE);
  const year = yearOf(call.args[0] ?? today.slice(0, 4));
  return answer(call, tableOf(year, calendar));
}

function yearOf(text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return civilDay(year, 1, 1) === undefined ? usage('year', { text }) : year;
}

function tableOf(year: number, calendar: WorkingCalendar): Table {
  const days = daysOf(year);
  const working = days.filter((day) => calendar.isWorkingDay(day)).length;
  return {
    schema: 'settle.calendar/1',
    title: { en: `Working days ${year}`, zh: `${year} 年工作日` },
    columns: [
      { key: 'date', title: { en: 'Date', zh: '日期' }, type: 'day' },
      { key: 'weekday', title: { en: 'Weekday', zh: '星期' }, type: 'text', values: WEEKDAYS },
      { key: 'kind', title: { en: 'Day', zh: '类型' }, type: 'text', values: KINDS },
    ],
    rows: days.flatMap((day) => rowOf(day, calendar)),
    facts: { period: String(year) },
    sections: [
      {
        key: 'sums',
        title: { en: 'Days', zh: '天数' },
        columns: [
          { key: 'days', title: { en: 'Days', zh: '天数' }, type: 'integer' },
          { key: 'working_days', title: { en: 'Working days', zh: '工作日' }, type: 'integer' },
          { key: 'rest_days', title: { en: 'Rest days', zh: '休息日' }, type: 'integer' },
        ],
        rows: [{ days: days.length, working_days: working, rest_days: days.length - working }],
      },
    ],
    notes: calendar.covers(year) ? [] : [unpublished(year)],
  };
}

const WEEKDAYS = {
  mon: { en: 'Monday', zh: '星期一' },
  tue: { en: 'Tuesday', zh: '星期二' },
  wed: { en: 'Wednesday', zh: '星期三' },
  thu: { en: 'Thursday', zh: '星期四' },
  fri: { en: 'Friday', zh: '星期五' },
  sat: { en: 'Saturday', zh: '星期六' },
  sun: { en: 'Sunday', zh: '星期日' },
};
const WEEKDAY_KEYS = Object.keys(WEEKDAYS);
const KINDS = {
  holiday: { en: 'holiday', zh: '休（节假日）' },
  'make-up': { en: 'worked instead (调休)', zh: '班（调休上班）' },
};

function rowOf(day: Day, calendar: WorkingCalendar): readonly Row[] {
  const isWeekend = weekdayOf(day) > 5;
  const isWorked = calendar.isWorkingDay(day);
  if (isWeekend !== isWorked) return [];
  return [{ date: day, weekday: WEEKDAY_KEYS[weekdayOf(day) - 1], kind: isWorked ? 'make-up' : 'holiday' }];
}

function unpublished(year: number): Note {
  return {
    warning: true,
    words: {
      en: `the holidays of ${year} aren't published yet, or not known here: Monday to Friday are taken for working days`,
      zh: `${year} 年节假日安排尚未公布或本程序尚未收录：暂按周一至周五为工作日`,
    },
  };
}

function daysOf(year: number): readonly Day[] {
  const first = civilDay(year, 1, 1);
  invariant(first !== undefined, 'a checked year has a first day');
  const days: Day[] = [];
  for (let day = first; day.startsWith(`${year}-`); day = addDays(day, 1)) days.push(day);
  return days;
}
