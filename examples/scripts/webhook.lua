-- Tells a web service about the event. For any event.
-- The engine sends only to hosts that the configuration allows.

local URL = "http://127.0.0.1:8080/events"
local ATTEMPTS = 3

function on_event(event)
    local answer
    for attempt = 1, ATTEMPTS do
        local sent, result = pcall(http.post, URL, {
            json = { text = event.kind .. " from " .. event.source, event = event },
            headers = { ["X-Event-Id"] = event.id },
            timeout_ms = 5000,
        })
        if sent and result.status < 500 then
            answer = result
            break
        end
        log.warn("attempt " .. attempt .. ": " .. (sent and "status " .. result.status or result))
        if attempt < ATTEMPTS then
            sleep(attempt)
        end
    end
    if not answer then
        return { success = false, message = "no answer from " .. URL }
    end
    return {
        success = answer.status < 400,
        message = URL .. " answered " .. answer.status,
        status = answer.status,
    }
end
