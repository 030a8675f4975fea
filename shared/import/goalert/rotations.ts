import type { TurnLength } from '../../schedule/turns.ts';
import { handoffsOf } from '../../schedule/handoffs.ts';
import { wallMsOf } from '../../time/calendar.ts';
import { parseIso, type Instant } from '../../time/instant.ts';
import { findZone, localAt, type Zone } from '../../time/zone.ts';
import { beginningAt, beginningOfWall, wallMsOfTurn } from '../beginning.ts';
import type { Construct } from '../construct.ts';
import { moved } from '../neighbours.ts';

/** A rotation of GoAlert: members in order from whose turn it is at the moment of the export, which began at `wallMs` on its wall clock. */
export interface GoalertRotation {
  key: string;
  name: string;
  zone: string;
  turn: TurnLength;
  members: { key: string; name?: string | undefined }[];
  wallMs: number;
  from: Construct;
}

const units: Readonly<Record<string, TurnLength['unit']>> = { hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month' };

/** The rotations by id. Whose turn it is GoAlert keeps beside the start, as somebody may have been set active by hand. */
export function readRotations(root: Construct, now: Instant): Map<string, GoalertRotation> {
  return new Map(
    root
      .children('rotations')
      .flatMap((rotation) => readRotation(rotation, now) ?? [])
      .map((rotation) => [rotation.key, rotation]),
  );
}

function readRotation(rotation: Construct, now: Instant): GoalertRotation | undefined {
  const key = rotation.text('id');
  const zone = findZone(rotation.text('timeZone') ?? '');
  const unit = units[rotation.text('type') ?? ''];
  const length = Math.max(1, Math.floor(rotation.number('shiftLength') ?? 1));
  const start = parseIso(rotation.text('start') ?? '');
  const users = rotation.texts('userIDs');
  const active = Math.floor(rotation.number('activeUserIndex') ?? 0);
  if (key === undefined || !zone || unit === undefined || start === undefined || users.length === 0 || length > 366) {
    rotation.leftOut(
      users.length === 0 ? 'Nobody takes turns in it.' : 'It does not say how long turns are, from when on and in which time zone.',
      'Write the rotation by hand.',
    );
    return undefined;
  }
  const turn = { unit, length };
  if (unit === 'month') {
    rotation.approximated('Months are counted from the turn that is on now; a day a month does not have is its last day.');
  }
  if (unit === 'hour') {
    rotation.approximated('Where the clock is changed, turns of hours may end up to an hour earlier or later than in GoAlert.');
  }
  const names = new Map(rotation.parts('users', ['email', '__typename']).map((user) => [user.text('id'), user.text('name')]));
  const members = moved(users, Math.max(0, active)).map((id) => ({ key: id, name: names.get(id) }));
  return { key, name: rotation.name ?? key, zone: zone.name, turn, members, wallMs: currentTurn(start, turn, zone, now), from: rotation };
}

/** When the turn in which an instant lies began on the wall clock; GoAlert counts on before the start, too. */
function currentTurn(start: Instant, turn: TurnLength, zone: Zone, now: Instant): number {
  const { startsOn, handoffAt } = beginningAt(start, zone.name);
  const turns = handoffsOf({ zone: zone.name, turn, startsOn, handoffAt });
  const k = turns.turnAt(now);
  return turn.unit === 'month' ? wallMsOf(localAt(zone, turns.at(k))) : wallMsOf(localAt(zone, start)) + k * wallMsOfTurn(turn);
}

/** When a rotation's present turn began, as a first hand-off. */
export function beginningOf({ wallMs }: Pick<GoalertRotation, 'wallMs'>): { startsOn: string; handoffAt: string } {
  const { startsOn, handoffAt } = beginningOfWall(wallMs);
  return { startsOn, handoffAt };
}
