import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = join(import.meta.dirname, '../../docs/monitors-nagios.md');

/** The commands and the contact as the guide has them, for a relay and a file with the key. */
function fromGuide(relayUrl: string, headerFile: string): string {
  const [, text] = /```\n(define command[\s\S]+?)```/.exec(readFileSync(guide, 'utf8')) ?? [];
  if (text === undefined) {
    throw new Error(`${guide} has no block that begins with "define command".`);
  }
  return text.replaceAll('/etc/nagios4/watchbell.header', headerFile).replaceAll('http://127.0.0.1:7420', relayUrl);
}

const objects = (check: string) => `
define timeperiod {
  timeperiod_name 24x7
  alias all the time
  monday 00:00-24:00
  tuesday 00:00-24:00
  wednesday 00:00-24:00
  thursday 00:00-24:00
  friday 00:00-24:00
  saturday 00:00-24:00
  sunday 00:00-24:00
}
define command {
  command_name look
  command_line /bin/sh ${check}
}
define command {
  command_name fine
  command_line /bin/true
}
define host {
  host_name db1
  address 127.0.0.1
  check_command fine
  max_check_attempts 1
  check_interval 3600
  check_period 24x7
  notification_period 24x7
  contacts watchbell
}
define service {
  host_name db1
  service_description Disk /
  check_command look
  max_check_attempts 1
  check_interval 1
  retry_interval 1
  check_period 24x7
  notification_interval 1
  notification_period 24x7
  notification_options w,u,c,r,f
  contacts watchbell
}
`;

const settings = (folder: string) => `
log_file=${folder}/nagios.log
cfg_file=${folder}/objects.cfg
cfg_file=${folder}/watchbell.cfg
object_cache_file=${folder}/objects.cache
precached_object_file=${folder}/objects.precache
resource_file=${folder}/resource.cfg
status_file=${folder}/status.dat
lock_file=${folder}/nagios.lock
temp_file=${folder}/nagios.tmp
temp_path=${folder}
check_result_path=${folder}/results
state_retention_file=${folder}/retention.dat
query_socket=${folder}/nagios.qh
command_file=${folder}/nagios.cmd
nagios_user=root
nagios_group=root
retain_state_information=0
check_external_commands=0
check_for_updates=0
use_syslog=0
interval_length=1
service_inter_check_delay_method=n
status_update_interval=1
enable_flap_detection=0
illegal_macro_output_chars=\`~$&|'"<>
date_format=iso8601
`;

/** Debian's Nagios, unmodified, with one service whose plugin says what it is told to, notifying by the guide's commands. */
export async function startNagios(folder: string, relayUrl: string, key: string) {
  const check = join(folder, 'check.sh');
  const header = join(folder, 'watchbell.header');
  mkdirSync(join(folder, 'results'), { recursive: true });
  const say = (output: string, code: number) => writeFileSync(check, `cat <<'SAID'\n${output}\nSAID\nexit ${code}\n`);
  say('DISK OK', 0);
  writeFileSync(header, `Authorization: Bearer ${key}\n`);
  chmodSync(header, 0o600);
  writeFileSync(join(folder, 'resource.cfg'), '');
  writeFileSync(join(folder, 'objects.cfg'), objects(check));
  writeFileSync(join(folder, 'watchbell.cfg'), fromGuide(relayUrl, header));
  writeFileSync(join(folder, 'nagios.cfg'), settings(folder));
  // In a group of its own: it has workers, which a signal to the first process alone may leave behind.
  const child = spawn('nagios4', [join(folder, 'nagios.cfg')], { stdio: 'ignore', detached: true });
  const exited = once(child, 'exit');
  return {
    say,
    exited,
    log: () => readFileSync(join(folder, 'nagios.log'), 'utf8'),
    async stop() {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await exited;
    },
  };
}
