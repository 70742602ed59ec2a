/** The time in milliseconds: Redis's own, one clock for all processes, or the one a test gives. */
const NOW = `
local function clock(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`

/** Takes an amount from a bucket, where below 0 gives it back; answers the seconds to wait. */
const TAKE_FROM = `
local function take(key, now, rate, burst, amount)
  local level = redis.call('HMGET', key, 'tokens', 'at')
  local tokens, at = tonumber(level[1]) or burst, tonumber(level[2]) or now
  tokens = math.min(burst, tokens + math.max(0, now - at) / 1000 * rate)
  local wait = 0
  if tokens >= amount then tokens = math.min(burst, tokens - amount) else wait = (amount - tokens) / rate end
  redis.call('HSET', key, 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', math.max(at, now)))
  redis.call('PEXPIRE', key, math.ceil(burst / rate) * 1000 + 1000)
  return wait
end
`

/** KEYS: bucket. ARGV: now, rate a second, burst. Answers the seconds to wait. */
export const TAKE = `${NOW}${TAKE_FROM}
return string.format('%.9f', take(KEYS[1], clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), 1))
`

/** KEYS: window. ARGV: now, most, milliseconds. Answers the seconds to wait. */
export const COUNT = `${NOW}
local now, most, length = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local window = redis.call('HMGET', KEYS[1], 'from', 'taken')
local from, taken = tonumber(window[1]), tonumber(window[2])
if from == nil or math.abs(now - from) >= length then
  redis.call('HSET', KEYS[1], 'from', string.format('%.0f', now), 'taken', 1)
  redis.call('PEXPIRE', KEYS[1], length * 2)
  return '0'
end
if taken >= most then return string.format('%.9f', (from + length - now) / 1000) end
redis.call('HINCRBY', KEYS[1], 'taken', 1)
return '0'
`

/**
 * KEYS: account, address. ARGV: now, most of an address, free failures, longest wait in seconds, remembered for, whether the
 * account is known there.
 * Answers the seconds to wait, and the account's wait before; the attempt counts as failed where there is none to wait.
 */
export const SIGN_IN = `${NOW}
local now, remember = clock(ARGV[1]), tonumber(ARGV[5])
local account = redis.call('HMGET', KEYS[1], 'count', 'until')
local count, before = tonumber(account[1]) or 0, tonumber(account[2]) or 0
if before + remember <= now then count, before = 0, 0 end
if before > now then return { string.format('%.9f', (before - now) / 1000), '0' } end
local here = redis.call('HMGET', KEYS[2], 'count', 'until')
local failed, till = tonumber(here[1]) or 0, tonumber(here[2]) or 0
if ARGV[6] == '0' and till > now and failed >= tonumber(ARGV[2]) then return { string.format('%.9f', (till - now) / 1000), '0' } end
count = count + 1
local waits = 0
if count >= tonumber(ARGV[3]) then waits = math.min(2 ^ (count - tonumber(ARGV[3])), tonumber(ARGV[4])) end
redis.call('HSET', KEYS[1], 'count', count, 'until', string.format('%.0f', now + waits * 1000))
redis.call('PEXPIRE', KEYS[1], waits * 1000 + remember)
return { '0', string.format('%.0f', before) }
`

/** One failure more of an address, of which the time is over after so many milliseconds. */
const FAIL = `
local function fail(key, now, length)
  local till = tonumber(redis.call('HGET', key, 'until')) or 0
  if till <= now then
    redis.call('HSET', key, 'count', 0, 'until', string.format('%.0f', now + length))
    redis.call('PEXPIRE', key, length)
  end
  redis.call('HINCRBY', key, 'count', 1)
end
`

/** KEYS: account, address. ARGV: now, outcome, the account's wait before, an address's milliseconds. */
export const SETTLE = `${NOW}${FAIL}
local now = clock(ARGV[1])
if ARGV[2] == 'right' then
  redis.call('DEL', KEYS[1])
elseif ARGV[2] == 'wrong' then
  fail(KEYS[2], now, ARGV[4])
elseif redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HINCRBY', KEYS[1], 'count', -1)
  redis.call('HSET', KEYS[1], 'until', ARGV[3])
end
return 0
`

/** Seconds before an address is told of a taken e-mail again, 0 where it is not too many. */
const TOLD = `
local function told(key, now, most)
  local window = redis.call('HMGET', key, 'count', 'until')
  local count, till = tonumber(window[1]) or 0, tonumber(window[2]) or 0
  if till > now and count >= most then return (till - now) / 1000 end
  return 0
end
`

/**
 * KEYS: accounts made, e-mails that were taken, of an address. ARGV: now, rate a second, burst, most taken. Answers the
 * seconds to wait; where there is none, it counts as an account made until it is settled.
 */
export const REGISTER = `${NOW}${TAKE_FROM}${TOLD}
local now = clock(ARGV[1])
local wait = told(KEYS[2], now, tonumber(ARGV[4]))
if wait == 0 then wait = take(KEYS[1], now, tonumber(ARGV[2]), tonumber(ARGV[3]), 1) end
return string.format('%.9f', wait)
`

/**
 * KEYS: accounts made, e-mails that were taken, address. ARGV: now, outcome, rate a second, burst, most taken, milliseconds.
 * Answers the seconds to wait before it may be told that the e-mail is taken.
 */
export const SETTLE_REGISTER = `${NOW}${TAKE_FROM}${TOLD}${FAIL}
local now = clock(ARGV[1])
if ARGV[2] ~= 'made' then take(KEYS[1], now, tonumber(ARGV[3]), tonumber(ARGV[4]), -1) end
if ARGV[2] ~= 'taken' then return '0' end
local wait = told(KEYS[2], now, tonumber(ARGV[5]))
if wait == 0 then
  fail(KEYS[2], now, ARGV[6])
  fail(KEYS[3], now, ARGV[6])
end
return string.format('%.9f', wait)
`
