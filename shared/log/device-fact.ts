/** Whether a type of event is a fact a device reports by itself: nobody waits for it, is shown it pending, or makes it again (C11). */
export function isDeviceFact(type: string): boolean {
  return type.startsWith('notification.') || type === 'device.tested';
}
